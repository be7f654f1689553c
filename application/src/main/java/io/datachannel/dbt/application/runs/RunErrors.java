package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunType;
import java.util.List;

/** The error rows of a run: one for each failed node, one for each selected model that is not there. */
public final class RunErrors {
  private RunErrors() {}

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
    boolean test = ResourceType.named(result.resourceType()).filter(ResourceType::isTest).isPresent();
    String summary = result.message().isBlank() ? "dbt status " + result.dbtStatus() : result.message().strip();
    return RunError.ofNode(result.uniqueId(), new Failure(
        test ? FailureCode.TEST_FAILED : FailureCode.MODEL_FAILED, result.name() + ": " + summary, result.message()));
  }
}
