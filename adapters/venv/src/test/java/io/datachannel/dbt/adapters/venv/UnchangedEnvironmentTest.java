package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nothing changes, no process is started: a Python and a uv on the search path note each of their starts. */
class UnchangedEnvironmentTest {
  @TempDir private Path root;
  private Programs programs;
  private Processes processes;

  @BeforeEach
  void programsThatNoteTheirStarts() throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    program(bin.resolve("python3.12"), "echo '3.12.1 /usr/bin/python3.12'");
    program(bin.resolve("uv"), """
        if [ "$1" = venv ]; then
          /bin/mkdir -p "$5/bin"
          /bin/cp "$0" "$5/bin/python"
        elif [ "$2" = compile ]; then
          for last; do true; done
          /bin/cp "$last" "$(/usr/bin/dirname "$last")/requirements.txt"
        fi""");
    programs = new Programs(bin.toString());
    processes = new Processes(programs);
  }

  @AfterEach
  void stop() {
    processes.close();
  }

  @Test
  void theSecondRunStartsNoProcess() throws IOException {
    UvEnvironments environments = environments();
    prepare(environments, "six==1.17.0");
    assertEquals(List.of("python3.12", "uv", "uv", "uv"), starts());

    prepare(environments, "six==1.17.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv"), starts());
  }

  @Test
  void afterARestartThePythonOfTheMachineIsLookedForOnceAndNothingElse() throws IOException {
    prepare(environments(), "six==1.17.0");
    UvEnvironments restarted = environments();
    restarted.lookForPython();
    assertEquals(List.of("python3.12", "uv", "uv", "uv", "python3.12"), starts());

    prepare(restarted, "six==1.17.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv", "python3.12"), starts());
  }

  @Test
  void whatChangedIsBuilt() throws IOException {
    UvEnvironments environments = environments();
    prepare(environments, "six==1.17.0");

    prepare(environments, "six==1.16.0");

    assertEquals(List.of("python3.12", "uv", "uv", "uv", "uv", "uv", "uv"), starts());
  }

  private UvEnvironments environments() {
    HostVariables variables = new HostVariables(Map.of());
    return new UvEnvironments(root.resolve("envs"), root.resolve("cache"),
        new UvTool(root.resolve("tool"), Optional.of(root.resolve("bin/uv")), processes, programs, variables), processes, programs, variables);
  }

  private void prepare(UvEnvironments environments, String requirements) throws IOException {
    Path file = Files.writeString(root.resolve("requirements.txt"), requirements);
    assertTrue(Files.exists(environments.prepare(
        new EnvironmentRequest("account-1", "shop", DbtVersion.standard(), WarehouseType.DUCKDB, Optional.of(file)), _ -> { }).orFail().python()));
  }

  private List<String> starts() throws IOException {
    return Files.readAllLines(root.resolve("starts"));
  }

  private void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho \"" + file.getFileName() + "\" >> '" + root.resolve("starts") + "'\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
