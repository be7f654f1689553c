package io.datachannel.dbt.application.idempotency;

import io.datachannel.dbt.application.idempotency.IdempotencyKeys.Taken;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what is asked for under a key once, and gives the same answer from then on (IETF draft "The Idempotency-Key HTTP Header Field").
 * Key, work and answer are one transaction: a request that was broken off, or refused, left nothing and may be made again.
 */
public final class AnswerOnce {
  /** How long a key is remembered. */
  public static final Duration MEMORY = Duration.ofHours(24);

  private final IdempotencyKeys keys;
  private final UnitOfWork work;
  private final InstantSource clock;

  public AnswerOnce(IdempotencyKeys keys, UnitOfWork work, InstantSource clock) {
    this.keys = keys;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @param key     SHA-256 of the caller's key
   * @param request SHA-256 of method, address and body
   * @throws Rejected with IDEMPOTENCY_KEY_REUSED when the key was given with another request
   */
  public Answer answer(Caller caller, String key, String request, Supplier<Answer> doing) {
    return work.inTransaction(() -> {
      Optional<Taken> taken = keys.take(caller.account(), key, request, clock.instant());
      if (taken.isPresent()) {
        return answered(taken.get(), request);
      }
      Answer answer = doing.get();
      keys.keep(caller.account(), key, answer);
      return answer;
    });
  }

  /** Forgets the keys that are older than {@link #MEMORY}. */
  public void tick() {
    keys.forgetBefore(clock.instant().minus(MEMORY));
  }

  private static Answer answered(Taken taken, String request) {
    if (!taken.request().equals(request)) {
      throw new Rejected(Failure.of(FailureCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was given with another request before; use a fresh one for each thing to be done."));
    }
    return taken.answer();
  }
}
