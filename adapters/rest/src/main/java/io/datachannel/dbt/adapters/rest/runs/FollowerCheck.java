package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.result.PortFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tells now and then whether who follows a run still may: a run takes hours, and a token is revoked in between. For one thread. */
final class FollowerCheck {
  private final BooleanSupplier stillIn;
  private final Duration often;
  private long lookedAt = System.nanoTime();

  /** @param often how long an answer is good for; also the longest wait for an event in between */
  FollowerCheck(BooleanSupplier stillIn, Duration often) {
    this.stillIn = stillIn;
    this.often = often;
  }

  Duration often() {
    return often;
  }

  /** A database that is away says nothing about a token; it is asked again when as much time is over, since followers do not wait for it. */
  boolean isOut() {
    if (System.nanoTime() - lookedAt < often.toNanos()) {
      return false;
    }
    try {
      return !stillIn.getAsBoolean();
    } catch (PortFailure unavailable) {
      return false;
    } finally {
      lookedAt = System.nanoTime();
    }
  }
}
