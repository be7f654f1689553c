package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run that was carried out elsewhere ended, as its reporter tells it.
 *
 * @param status  a final one
 * @param counts  absent when the rows of its nodes tell
 * @param failure why it failed as a whole
 */
public record ReportedOutcome(RunStatus status, Optional<NodeTally> counts, Optional<Failure> failure) {

  public ReportedOutcome {
    if (failure.isPresent() && status != RunStatus.FAILED) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "failure", "'failure' goes with the status FAILED alone.");
    }
    counts.ifPresent(tally -> check(status, tally, "counts"));
  }

  /**
   * @param recorded the tally of the nodes that were reported
   * @throws InvalidInput when that contradicts the status, and no counts were given
   */
  public RunState.Final at(Instant at, NodeTally recorded) {
    NodeTally tally = counts.orElse(recorded);
    check(status, tally, "status");
    return switch (status) {
      case SUCCESSFUL -> new RunState.Successful(at, tally);
      case PARTIAL_SUCCESS -> new RunState.PartiallySuccessful(at, tally);
      case FAILED -> new RunState.Failed(at, failure.orElseGet(() -> unexplained(tally)));
      case CANCELLED -> new RunState.Cancelled(at);
      case QUEUED, RUNNING -> throw new IllegalStateException(status + " is no end");
    };
  }

  /** Where nothing was counted, nothing contradicts. */
  private static void check(RunStatus status, NodeTally tally, String field) {
    int bad = tally.failed() + tally.skipped();
    int good = tally.total() - bad;
    if (status == RunStatus.SUCCESSFUL && bad > 0) {
      throw contradiction(status, field, bad + " nodes failed or were skipped");
    }
    if (status == RunStatus.PARTIAL_SUCCESS && tally.total() > 0 && (bad == 0 || good == 0)) {
      throw contradiction(status, field, bad == 0 ? "no node failed or was skipped" : "every node failed or was skipped");
    }
  }

  private static InvalidInput contradiction(RunStatus status, String field, String found) {
    return new InvalidInput(FailureCode.FIELD_INVALID, field, "A run is not " + status.wireName() + " when " + found
        + (field.equals("counts") ? ", as 'counts' says." : ", as its reported nodes say; report what is missing, or give 'counts'."));
  }

  private static Failure unexplained(NodeTally tally) {
    return Failure.of(tally.failed() > 0 ? FailureCode.MODEL_FAILED : FailureCode.RUNNER_CRASHED,
        "The reporter of this run named no failure; the errors and the log may say more.");
  }
}
