package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunEvent.CancelRequested;
import io.datachannel.dbt.domain.run.RunEvent.Claimed;
import io.datachannel.dbt.domain.run.RunEvent.Completed;
import io.datachannel.dbt.domain.run.RunEvent.LeaseExpired;
import io.datachannel.dbt.domain.run.RunEvent.Reported;
import io.datachannel.dbt.domain.run.RunEvent.Requeued;
import io.datachannel.dbt.domain.run.RunEvent.StepFailed;
import io.datachannel.dbt.domain.run.RunEvent.Stopped;
import io.datachannel.dbt.domain.run.RunState.Cancelled;
import io.datachannel.dbt.domain.run.RunState.Cancelling;
import io.datachannel.dbt.domain.run.RunState.Failed;
import io.datachannel.dbt.domain.run.RunState.Final;
import io.datachannel.dbt.domain.run.RunState.PartiallySuccessful;
import io.datachannel.dbt.domain.run.RunState.Queued;
import io.datachannel.dbt.domain.run.RunState.Running;
import io.datachannel.dbt.domain.run.RunState.Successful;
import io.datachannel.dbt.domain.run.RunTransition.Illegal;
import io.datachannel.dbt.domain.run.RunTransition.Moved;
import java.time.Instant;

/** The run's state machine: pure, total, and drawn in {@code domain/run-states.md}. */
public final class RunTransitions {
  private RunTransitions() {}

  public static RunTransition apply(RunState state, RunEvent event) {
    return switch (state) {
      case Queued queued -> fromQueued(queued, event);
      case Running running -> fromRunning(running, event);
      case Cancelling cancelling -> fromCancelling(cancelling, event);
      case Final ended -> new Illegal(ended, event);
    };
  }

  private static RunTransition fromQueued(Queued queued, RunEvent event) {
    return switch (event) {
      case Claimed claimed -> new Moved(new Running(claimed.at(), claimed.lease()));
      case CancelRequested cancel -> new Moved(new Cancelled(cancel.at()));
      case StepFailed failed -> new Moved(new Failed(failed.at(), failed.failure()));
      case Stopped stopped -> new Illegal(queued, stopped);
      case Completed completed -> new Illegal(queued, completed);
      case Reported reported -> new Illegal(queued, reported);
      case LeaseExpired expired -> new Illegal(queued, expired);
      case Requeued again -> new Illegal(queued, again);
    };
  }

  private static RunTransition fromRunning(Running running, RunEvent event) {
    return switch (event) {
      case CancelRequested cancel -> new Moved(new Cancelling(running.startedAt(), running.lease(), cancel.at()));
      case Completed completed -> new Moved(outcome(completed.at(), completed.tally()));
      case StepFailed failed -> new Moved(new Failed(failed.at(), failed.failure()));
      case Reported reported -> new Moved(reported.outcome());
      case LeaseExpired expired -> new Moved(new Failed(expired.at(), lost(running.lease())));
      case Requeued again -> new Moved(new Queued(again.queuedAt()));
      case Claimed claimed -> new Illegal(running, claimed);
      case Stopped stopped -> new Illegal(running, stopped);
    };
  }

  /**
   * A run that finished before it could be stopped keeps its result; everything else ends the cancel the user asked for. A reporter knows
   * itself what the run became.
   */
  private static RunTransition fromCancelling(Cancelling cancelling, RunEvent event) {
    return switch (event) {
      case CancelRequested again -> new Moved(cancelling);
      case Stopped stopped -> new Moved(new Cancelled(stopped.at()));
      case Completed completed -> new Moved(outcome(completed.at(), completed.tally()));
      case StepFailed failed -> new Moved(new Cancelled(failed.at()));
      case Reported reported -> new Moved(reported.outcome());
      case LeaseExpired expired -> new Moved(new Cancelled(expired.at()));
      case Requeued again -> new Moved(new Cancelled(again.at()));
      case Claimed claimed -> new Illegal(cancelling, claimed);
    };
  }

  private static Final outcome(Instant at, NodeTally tally) {
    if (tally.failed() == 0 && tally.skipped() == 0) {
      return new Successful(at, tally);
    }
    return tally.succeeded() + tally.warned() + tally.untouched() > 0
        ? new PartiallySuccessful(at, tally)
        : new Failed(at, Failure.of(FailureCode.MODEL_FAILED, "Nothing of this run succeeded; the errors name each node."));
  }

  private static Failure lost(Lease lease) {
    return Failure.of(FailureCode.RUN_LOST,
        "The copy of the service that carried out this run (" + lease.owner()
            + ") stopped answering. Start the run again; what dbt had finished by then is in the warehouse.");
  }
}
