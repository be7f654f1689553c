package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a run must be over.
 *
 * @param end       by the system's clock, to be compared with what dbt tells
 * @param steadyEnd by a clock that never jumps, to be waited for
 */
record RunDeadline(Duration timeout, Instant end, Instant steadyEnd, InstantSource steady) {

  static RunDeadline in(Duration timeout, InstantSource clock, InstantSource steady) {
    return new RunDeadline(timeout, clock.instant().plus(timeout), steady.instant().plus(timeout), steady);
  }

  /** @throws StepFailure with RUN_TIMED_OUT when the time is up */
  Duration left() {
    Duration left = leftOrNone();
    if (left.isZero()) {
      throw new StepFailure(over());
    }
    return left;
  }

  /** For what has begun, and must be stopped when the time is up. */
  Duration leftOrNone() {
    Duration left = Duration.between(steady.instant(), steadyEnd);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The deadline, or this instant when it is earlier. */
  Instant orEarlier(Instant instant) {
    return instant.isBefore(end) ? instant : end;
  }

  Failure over() {
    return Failure.of(FailureCode.RUN_TIMED_OUT, "The run took longer than its timeout of " + timeout.toSeconds()
        + " s and was stopped. Raise 'timeoutSeconds', or select fewer models.");
  }
}
