package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.Shortage;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunType;
import java.util.ArrayList;
import java.util.List;

/** The error rows of a run: one for each failed node, one for each selected model that is not there. */
public final class RunErrors {
  /** dbt's word for what {@code source freshness} looks at. */
  private static final String SOURCE = "source";

  private RunErrors() {}

  /** A node that was under way when the run was stopped did not fail by itself; it has no error row of its own. */
  static List<RunError> found(RunControl control, RunJournal journal, RunEnding ending) {
    // The step in which a node fails is the last one.
    List<RunError> errors = new ArrayList<>(ofNodes(control.nodes().endedBefore(journal.deadline().orEarlier(control.stoppedAt()))).stream()
        .map(error -> new RunError(error.uniqueId(), journal.times().steps().named(error.failure()))).toList());
    errors.addAll(ending.errors());
    return errors.stream().map(error -> new RunError(error.uniqueId(), journal.redacted(error.failure()))).toList();
  }

  /** All of a run that comes into this state. */
  static List<RunError> of(KeptEnding ending, RunState state) {
    List<RunError> errors = new ArrayList<>();
    switch (state) {
      case RunState.Cancelled _ -> errors.add(RunError.ofRun(Failure.of(FailureCode.RUN_CANCELLED, "A user cancelled the run.")));
      case RunState.Failed _ when ending.event() instanceof RunEvent.StepFailed failed -> errors.add(RunError.ofRun(failed.failure()));
      case RunState.Queued _ -> {
        return List.of(RunError.ofRun(Failure.of(FailureCode.RUN_QUEUED_AGAIN, "The copy of the service that carried out this run ("
            + ending.lease().owner() + ") was stopped before dbt had ended; the run was queued again and begins anew.")));
      }
      case RunState.Failed _, RunState.Successful _, RunState.PartiallySuccessful _, RunState.Running _, RunState.Cancelling _ -> { }
    }
    errors.addAll(ending.errors());
    return errors;
  }

  /** One for each that failed. */
  public static List<RunError> ofNodes(List<NodeResult> results) {
    return results.stream().filter(result -> result.outcome() == NodeOutcome.FAILED).map(RunErrors::ofNode).toList();
  }

  /** A schedule's models were there at the last refresh; what a user names may never have been. */
  static List<RunError> ofMissing(RunType type, List<String> names) {
    FailureCode code = type == RunType.SCHEDULED ? FailureCode.MODEL_MISSING : FailureCode.MODEL_UNKNOWN;
    return names.stream().map(name -> RunError.ofNode(name, Failure.of(code,
        "'" + name + "' was selected, and the project does not have it at this commit."))).toList();
  }

  private static RunError ofNode(NodeResult result) {
    boolean test = result.resourceType().equals(SOURCE) || ResourceType.named(result.resourceType()).filter(ResourceType::isTest).isPresent();
    String summary = result.message().isBlank() ? "dbt status " + result.dbtStatus() : result.message().strip();
    FailureCode code = Shortage.in(result.message()).map(Shortage::code).orElse(test ? FailureCode.TEST_FAILED : FailureCode.MODEL_FAILED);
    return RunError.ofNode(result.uniqueId(), new Failure(code, result.name() + ": " + summary, result.message()));
  }
}
