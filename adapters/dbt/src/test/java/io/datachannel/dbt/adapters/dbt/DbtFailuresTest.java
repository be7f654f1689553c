package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.adapters.dbt.RunnerEnd.Raised;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbtFailuresTest {
  private static final NodeResult GOOD = node("success", "OK");

  @ParameterizedTest
  @ValueSource(strings = {
      "Database Error\n  connection to server at \"10.0.0.1\", port 5432 failed: Connection timed out",
      "FATAL:  password authentication failed for user \"u\"",
      "IO Error: Could not set lock on file \"/x/shop.duckdb\": Conflicting lock is held in python"})
  void aConnectionErrorOfEveryNodeIsTheWarehouses(String message) {
    assertEquals(FailureCode.WAREHOUSE_UNREACHABLE,
        codeOf(DbtFailures.judge(ended(), List.of(node("error", message)), List.of("run"), "")));
  }

  @Test
  void aConnectionErrorBesideASuccessIsThatNodesOwn() {
    List<NodeResult> results = List.of(GOOD, node("error", "connection refused"));
    assertEquals(new DbtEnd.Completed(), DbtFailures.judge(ended(), results, List.of("run"), ""));
  }

  @Test
  void aCompilationErrorIsAParseFailureOnlyUntilTheProjectWasRead() {
    Raised raised = new Raised(List.of("CompilationError", "DbtRuntimeError"), "Compilation Error in model a", "");
    assertEquals(FailureCode.PARSE_FAILED, codeOf(DbtFailures.judge(raisedWhen(false, raised), List.of(), List.of("run"), "")));
    assertEquals(FailureCode.COMPILATION_FAILED, codeOf(DbtFailures.judge(raisedWhen(true, raised), List.of(), List.of("run"), "")));
  }

  @Test
  void memoryAndImportsAreToldApart() {
    Raised memory = new Raised(List.of("MemoryError", "Exception"), "", "");
    assertEquals(FailureCode.RUNNER_OUT_OF_MEMORY, codeOf(DbtFailures.judge(raisedWhen(true, memory), List.of(), List.of("run"), "")));
    Raised broken = new Raised(List.of("ModuleNotFoundError", "ImportError"), "No module named 'dbt'",
        "from dbt.cli.main import dbtRunner");
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED,
        codeOf(DbtFailures.judge(raisedWhen(false, broken), List.of(), List.of("run"), "")));
  }

  private static RunnerEnd ended() {
    return new RunnerEnd(false, false, true, false, Optional.empty());
  }

  private static RunnerEnd raisedWhen(boolean parsed, Raised raised) {
    return new RunnerEnd(false, false, parsed, false, Optional.of(raised));
  }

  private static FailureCode codeOf(DbtEnd end) {
    return assertInstanceOf(DbtEnd.Failed.class, end).failure().code();
  }

  private static NodeResult node(String status, String message) {
    return new NodeResult("model.shop." + status, "model", status, status, Optional.empty(), Duration.ZERO,
        OptionalLong.empty(), message, "");
  }
}
