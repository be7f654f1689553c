package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Optional;

/**
 * Which errors of a run are read.
 *
 * @param only those with this code; empty for all
 * @param but  not those with this code
 * @param most how many, the first ones
 */
public record WantedErrors(Optional<FailureCode> only, Optional<FailureCode> but, int most) {
  /** More are read by no one, and each may be long. */
  public static final int MOST_SHOWN = 5_000;
  /** For people. */
  public static final WantedErrors SHOWN = new WantedErrors(Optional.empty(), Optional.empty(), MOST_SHOWN);
  /** Why the run ended as it did; that an attempt before was queued again is none of it. */
  public static final WantedErrors FIRST = new WantedErrors(Optional.empty(), Optional.of(FailureCode.RUN_QUEUED_AGAIN), 1);

  /** All with this code, which names something that a user named. */
  public static WantedErrors of(FailureCode code) {
    return new WantedErrors(Optional.of(code), Optional.empty(), Integer.MAX_VALUE);
  }
}
