package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a run must be over. */
record RunDeadline(Duration timeout, Instant end, InstantSource clock) {

  static RunDeadline in(Duration timeout, InstantSource clock) {
    return new RunDeadline(timeout, clock.instant().plus(timeout), clock);
  }

  /** @throws StepFailure with RUN_TIMED_OUT when the time is up */
  Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    if (left.isNegative() || left.isZero()) {
      throw new StepFailure(over());
    }
    return left;
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
