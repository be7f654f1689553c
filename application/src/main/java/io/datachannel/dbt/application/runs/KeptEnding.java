package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.time.Instant;
import java.util.List;

/**
 * How the work on a run ended, with all that is needed to write it down; free of secrets.
 *
 * @param lease  under which it was carried out; under another one this is not its end any more
 * @param nodes  the results that are not in the database yet
 * @param errors of failed nodes and missing models; those of the event itself depend on the state that it leads to
 * @param steps  what became of the calls of dbt; empty when that is not known
 */
public record KeptEnding(AccountId account, RunId run, Lease lease, RunEvent event, List<NodeResult> nodes, List<RunError> errors,
    List<StepResult> steps) {
  static final String NOT_TAKEN = "The service's database does not take the results of this run, so that not all of them are shown. The log of the run has them.";

  /** One that knows nothing of the calls of dbt. */
  public KeptEnding(AccountId account, RunId run, Lease lease, RunEvent event, List<NodeResult> nodes, List<RunError> errors) {
    this(account, run, lease, event, nodes, errors, List.of());
  }

  /** What is left of it where the database takes no more: at the same instant, nothing of its nodes, and no success. */
  KeptEnding withoutResults() {
    RunEvent left = switch (event) {
      case RunEvent.Completed completed -> notTaken(completed.at(), NOT_TAKEN);
      case RunEvent.StepFailed failed -> notTaken(failed.at(), NOT_TAKEN + " It had failed with " + failed.failure().code() + ".");
      case RunEvent.Stopped _, RunEvent.Requeued _, RunEvent.Reported _, RunEvent.LeaseExpired _, RunEvent.Claimed _, RunEvent.CancelRequested _ -> event;
    };
    return new KeptEnding(account, run, lease, left, List.of(), List.of(), steps);
  }

  private static RunEvent notTaken(Instant at, String message) {
    return new RunEvent.StepFailed(at, Failure.of(FailureCode.INTERNAL_ERROR, message));
  }
}
