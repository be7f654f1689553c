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
import org.junit.jupiter.api.Tag;
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
        codeOf(DbtFailures.judge(ended(), told(node("error", message)), List.of("run"), "")));
  }

  @Test
  void aConnectionErrorBesideASuccessIsThatNodesOwn() {
    assertEquals(new DbtEnd.Completed(), DbtFailures.judge(ended(), told(GOOD, node("error", "connection refused")), List.of("run"), ""));
  }

  @Test
  void aCompilationErrorIsAParseFailureOnlyUntilTheProjectWasRead() {
    Raised raised = new Raised(List.of("CompilationError", "DbtRuntimeError"), "Compilation Error in model a", "");
    assertEquals(FailureCode.PARSE_FAILED, codeOf(DbtFailures.judge(raisedWhen(false, raised), told(), List.of("run"), "")));
    assertEquals(FailureCode.COMPILATION_FAILED, codeOf(DbtFailures.judge(raisedWhen(true, raised), told(), List.of("run"), "")));
  }

  @Test
  void memoryAndImportsAreToldApart() {
    Raised memory = new Raised(List.of("MemoryError", "Exception"), "", "");
    assertEquals(FailureCode.RUNNER_OUT_OF_MEMORY, codeOf(DbtFailures.judge(raisedWhen(true, memory), told(), List.of("run"), "")));
    Raised broken = new Raised(List.of("ModuleNotFoundError", "ImportError"), "No module named 'dbt'",
        "from dbt.cli.main import dbtRunner");
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED,
        codeOf(DbtFailures.judge(raisedWhen(false, broken), told(), List.of("run"), "")));
  }

  @ParameterizedTest
  @Tag("fault-21")
  @ValueSource(strings = {"[Errno 28] No space left on device: '/work/target/manifest.json'", "[Errno 27] File too large", "[Errno 122] Disk quota exceeded"})
  void aDiskThatIsFullIsNamedWhateverWasWritten(String message) {
    Raised full = new Raised(List.of("OSError", "Exception"), message, "");
    for (List<String> command : List.of(List.of("run"), List.of("deps"))) {
      assertEquals(FailureCode.RUNNER_DISK_FULL, codeOf(DbtFailures.judge(raisedWhen(false, full), told(), command, "")));
    }
  }

  private static ToldNodes told(NodeResult... results) {
    ToldNodes nodes = new ToldNodes();
    List.of(results).forEach(nodes::take);
    return nodes;
  }

  private static RunnerEnd ended() {
    return new RunnerEnd(false, 1, true, false, Optional.empty());
  }

  private static RunnerEnd raisedWhen(boolean parsed, Raised raised) {
    return new RunnerEnd(false, 2, parsed, false, Optional.of(raised));
  }

  private static FailureCode codeOf(DbtEnd end) {
    return assertInstanceOf(DbtEnd.Failed.class, end).failure().code();
  }

  private static NodeResult node(String status, String message) {
    return new NodeResult("model.shop." + status, "model", status, status, Optional.empty(), Duration.ZERO,
        OptionalLong.empty(), message, "");
  }
}
