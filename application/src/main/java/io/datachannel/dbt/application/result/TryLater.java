package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.Failure;
import java.time.Duration;
import java.time.Instant;

/** A request that cannot be done now, and can be at a time that is known. */
public final class TryLater extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final transient Failure failure;
  private final Instant at;
  private final Duration wait;

  private TryLater(Failure failure, Instant at, Duration wait) {
    super(failure.message());
    this.failure = failure;
    this.at = at;
    this.wait = wait;
  }

  /** @param at UTC */
  public static TryLater at(Instant at, Instant now, Failure failure) {
    Duration wait = Duration.between(now, at);
    return new TryLater(failure, at, wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
  }

  public Failure failure() {
    return failure;
  }

  /** UTC. */
  public Instant at() {
    return at;
  }

  /** At least a second. */
  public Duration duration() {
    return wait;
  }
}
