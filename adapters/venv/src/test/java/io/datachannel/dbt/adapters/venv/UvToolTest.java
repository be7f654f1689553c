package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UvToolTest {
  @TempDir
  Path folder;

  private final List<String> progress = new ArrayList<>();

  @Test
  void uvIsInstalledAtFirstUseAndUsedAgain() throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    assertEquals(new Result.Ok<>(Optional.empty()), tool(withoutUv(), Optional.empty()).tryOut(scratch));
    assertFalse(Files.exists(folder.resolve("data")), "it was only tried");

    Path uv = found(tool(withoutUv(), Optional.empty()));
    assertEquals(List.of("Installing uv, once."), progress);
    String version = new Processes(Programs.ofService())
        .run(new Command(List.of(uv.toString(), "--version"), folder, Map.of()), Duration.ofSeconds(30)).output();
    assertTrue(version.startsWith("uv 0.13."), version);

    assertEquals(uv, found(tool(new Programs(""), Optional.empty())));
    assertEquals(new Result.Ok<>(Optional.of(uv)), tool(new Programs(""), Optional.empty()).tryOut(scratch));
    assertEquals(1, progress.size());
  }

  @Test
  void aConfiguredUvComesFirstAndTheOneOnThePathNext() throws IOException {
    Path configured = program("configured");
    Path onPath = program("uv");
    Programs programs = new Programs(folder.toString());
    assertEquals(configured, found(tool(programs, Optional.of(configured))));
    assertEquals(onPath, found(tool(programs, Optional.empty())));
  }

  @Test
  void aMissingPythonIsOneClearMessage() {
    Failure failure = failureOf(tool(new Programs(folder.toString()), Optional.empty()));
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, failure.code());
    assertTrue(failure.message().contains("no python3"), failure.message());
  }

  @Test
  void aPythonWithNeitherPipNorVenvIsOneClearMessage() throws IOException {
    Files.writeString(program("python3"), "#!/bin/sh\nexit 1\n");
    Failure failure = failureOf(tool(new Programs(folder.toString()), Optional.empty()));
    assertTrue(failure.message().contains("install python3-pip or python3-venv"), failure.message());
  }

  @Test
  void aWrongConfiguredUvIsToldAndNothingElseIsTried() {
    Failure failure = failureOf(tool(Programs.ofService(), Optional.of(folder.resolve("nothing"))));
    assertTrue(failure.message().contains("configured uv"), failure.message());
    assertEquals(new Result.Failed<>(failure), tool(Programs.ofService(), Optional.of(folder.resolve("nothing"))).tryOut(folder));
  }

  /** The search path of this machine without the folders that hold a uv. */
  private static Programs withoutUv() {
    List<String> folders = new ArrayList<>(List.of(Programs.ofService().searchPath().split(":")));
    folders.removeIf(each -> Files.isExecutable(Path.of(each, "uv")));
    return new Programs(String.join(":", folders));
  }

  private UvTool tool(Programs programs, Optional<Path> configured) {
    return new UvTool(folder.resolve("data/uv"), configured, new Processes(Programs.ofService()), programs,
        new HostVariables(System.getenv()));
  }

  private Path program(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Path found(UvTool tool) {
    return switch (tool.program(progress::add)) {
      case Result.Ok<Path>(Path program) -> program;
      case Result.Failed<Path>(Failure failure) -> fail(failure.toString());
    };
  }

  private Failure failureOf(UvTool tool) {
    return switch (tool.program(progress::add)) {
      case Result.Ok<Path>(Path program) -> fail("There is " + program);
      case Result.Failed<Path>(Failure failure) -> failure;
    };
  }
}
