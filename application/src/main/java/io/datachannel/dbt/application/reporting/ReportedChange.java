package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunTransition;
import io.datachannel.dbt.domain.run.RunTransitions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A reporter's word as the event that it is for a run in some state. */
final class ReportedChange {
  private static final NodeTally NOTHING = new NodeTally(0, 0, 0, 0, 0);

  private ReportedChange() {}

  static RunEvent running(Caller caller, Instant at) {
    return new RunEvent.Claimed(at, Reporters.lease(caller));
  }

  /** A run that never began can fail or be cancelled, by events of its own. */
  static RunEvent ended(RunState before, RunState.Final outcome) {
    if (before instanceof RunState.Queued) {
      return switch (outcome) {
        case RunState.Failed failed -> new RunEvent.StepFailed(failed.finishedAt(), failed.failure());
        case RunState.Cancelled cancelled -> new RunEvent.CancelRequested(cancelled.finishedAt());
        case RunState.Successful _, RunState.PartiallySuccessful _ -> new RunEvent.Reported(outcome);
      };
    }
    return new RunEvent.Reported(outcome);
  }

  /** Says what the status is and which words are possible now. */
  static Failure refusal(Caller caller, int run, RunState state) {
    List<String> possible = Arrays.stream(RunStatus.values()).filter(word -> isPossible(caller, state, word))
        .map(RunStatus::wireName).toList();
    return Failure.of(FailureCode.RUN_STATUS_REFUSED, "Run " + run + " is " + state.status().wireName() + "; "
        + (possible.isEmpty() ? "no other status follows." : "what can follow is " + String.join(", ", possible) + "."));
  }

  private static boolean isPossible(Caller caller, RunState state, RunStatus word) {
    return event(caller, state, word)
        .filter(event -> RunTransitions.apply(state, event) instanceof RunTransition.Moved).isPresent();
  }

  private static Optional<RunEvent> event(Caller caller, RunState state, RunStatus word) {
    return switch (word) {
      case QUEUED -> Optional.empty();
      case RUNNING -> Optional.of(running(caller, Instant.EPOCH));
      case SUCCESSFUL, PARTIAL_SUCCESS, FAILED, CANCELLED -> Optional.of(ended(state,
          new ReportedOutcome(word, Optional.empty(), Optional.empty()).at(Instant.EPOCH, NOTHING)));
    };
  }
}
