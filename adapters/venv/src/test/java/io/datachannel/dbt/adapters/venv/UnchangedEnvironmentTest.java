package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nothing changes, no process is started: a Python and a uv on the search path note each of their starts. */
class UnchangedEnvironmentTest {
  @TempDir private Path root;
  private StandInTools tools;

  @BeforeEach
  void tools() throws IOException {
    tools = StandInTools.in(root);
  }

  @AfterEach
  void stop() {
    tools.processes().close();
  }

  @Test
  void theSecondRunStartsNoProcess() throws IOException {
    UvEnvironments environments = tools.environments();
    prepare(environments, "six==1.17.0");
    assertEquals(List.of("python3.12", "uv", "uv", "uv"), tools.starts());

    prepare(environments, "six==1.17.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv"), tools.starts());
  }

  @Test
  void afterARestartThePythonOfTheMachineIsLookedForOnceAndNothingElse() throws IOException {
    prepare(tools.environments(), "six==1.17.0");
    UvEnvironments restarted = tools.environments();
    restarted.lookForPython();
    assertEquals(List.of("python3.12", "uv", "uv", "uv", "python3.12"), tools.starts());

    prepare(restarted, "six==1.17.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv", "python3.12"), tools.starts());
  }

  @Test
  void whatChangedIsBuilt() throws IOException {
    UvEnvironments environments = tools.environments();
    prepare(environments, "six==1.17.0");

    prepare(environments, "six==1.16.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv", "uv", "uv", "uv"), tools.starts());
  }

  private void prepare(UvEnvironments environments, String requirements) throws IOException {
    Path file = Files.writeString(root.resolve("requirements.txt"), requirements);
    assertTrue(Files.exists(environments.prepare(
        new EnvironmentRequest("account-1", "shop", DbtVersion.standard(), WarehouseType.DUCKDB, Optional.of(file)), _ -> { }).orFail().python()));
  }
}
