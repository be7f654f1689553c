package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.Blame;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.run.RunError;
import java.util.Optional;

/**
 * An error as a reporter tells it; what it leaves out is filled in.
 *
 * @param uniqueId the node at fault; absent when the run failed as a whole
 */
public record ErrorReport(
    Optional<RunErrorType> type, Optional<FailureCode> code, String message, String traceback, Optional<String> uniqueId) {

  /** @throws InvalidInput when the message is empty, or code and type contradict each other */
  public ErrorReport {
    if (message.isBlank()) {
      throw new InvalidInput(FailureCode.FIELD_MISSING, "message", "'message' must not be empty.");
    }
    if (uniqueId.filter(String::isBlank).isPresent()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "uniqueId", "'uniqueId' must not be empty; leave it out when no node is at fault.");
    }
    code.filter(given -> !isOfRuns(given)).ifPresent(given -> {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "code", "'code' " + given + " is of requests, not of runs.");
    });
    if (type.isPresent() && code.isPresent() && code.get().errorType() != type.get()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "type",
          "'type' must be " + code.get().errorType() + ", which is what the code " + code.get() + " goes with.");
    }
  }

  public RunError error() {
    FailureCode filledIn = code.or(() -> type.map(ErrorReport::standard)).orElseGet(this::standardOfNode);
    return new RunError(uniqueId, new Failure(filledIn, message, traceback));
  }

  private static boolean isOfRuns(FailureCode code) {
    return code.blame() != Blame.USER || code.errorType() != RunErrorType.INTERNAL;
  }

  private FailureCode standardOfNode() {
    return uniqueId.map(id -> id.startsWith("test.") || id.startsWith("unit_test.") ? FailureCode.TEST_FAILED : FailureCode.MODEL_FAILED)
        .orElse(FailureCode.RUNNER_CRASHED);
  }

  private static FailureCode standard(RunErrorType type) {
    return switch (type) {
      case GIT -> FailureCode.REPOSITORY_UNREACHABLE;
      case ENVIRONMENT -> FailureCode.ENVIRONMENT_BUILD_FAILED;
      case PROFILE -> FailureCode.WAREHOUSE_FIELD_INVALID;
      case PARSE -> FailureCode.PARSE_FAILED;
      case COMPILATION -> FailureCode.COMPILATION_FAILED;
      case MODEL -> FailureCode.MODEL_FAILED;
      case TEST -> FailureCode.TEST_FAILED;
      case WAREHOUSE_CONNECTION -> FailureCode.WAREHOUSE_UNREACHABLE;
      case TIMEOUT -> FailureCode.RUN_TIMED_OUT;
      case CANCELLED -> FailureCode.RUN_CANCELLED;
      case LOST -> FailureCode.RUN_LOST;
      case STORAGE -> FailureCode.STORAGE_UNAVAILABLE;
      case INTERNAL -> FailureCode.RUNNER_CRASHED;
    };
  }
}
