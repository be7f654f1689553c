package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Bubblewrap;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.Sandbox;
import io.datachannel.dbt.adapters.process.SandboxLimits;
import io.datachannel.dbt.adapters.venv.HostVariables;
import io.datachannel.dbt.adapters.venv.UvEnvironments;
import io.datachannel.dbt.adapters.venv.UvTool;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The Python of an environment with dbt, its DuckDB and its PostgreSQL adapter; kept in target/ for the next time. */
final class RealDbt {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  static final Programs PROGRAMS = Programs.ofService();
  private static final Path TOOLS = Path.of("target", "tools").toAbsolutePath();
  /** The tests want one; where they are run by hand without it, they run all the same. */
  static final Sandbox SANDBOX =
      switch (Bubblewrap.search(PROGRAMS, TOOLS.resolve("sandbox"), new SandboxLimits(512, 4096, 4096, 256, List.of()))) {
        case Bubblewrap.Search.Found(Sandbox sandbox) -> sandbox;
        case Bubblewrap.Search.Missing _ -> Sandbox.NONE;
      };
  static final Processes PROCESSES = new Processes(PROGRAMS, SANDBOX);
  static final Path PYTHON = prepare();

  private RealDbt() {}

  private static Path prepare() {
    HostVariables variables = new HostVariables(System.getenv());
    UvTool uv = new UvTool(TOOLS.resolve("uv"), Optional.empty(), PROCESSES, PROGRAMS, variables);
    UvEnvironments environments =
        new UvEnvironments(TOOLS.resolve("envs"), TOOLS.resolve("cache"), uv, PROCESSES, PROGRAMS, variables);
    try {
      Files.createDirectories(TOOLS);
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
    // Another JVM of the tests may want the same at the same moment.
    try (FileChannel channel = FileChannel.open(TOOLS.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Path requirements = Files.writeString(TOOLS.resolve("requirements.txt"), "dbt-postgres>=1.8,<2\n");
      EnvironmentRequest request =
          new EnvironmentRequest("tests", "tests", DbtVersion.standard(), WarehouseType.DUCKDB, Optional.of(requirements));
      return switch (environments.prepare(request, line -> { })) {
        case Result.Ok<Environment>(Environment environment) -> environment.python();
        case Result.Failed<Environment>(Failure failure) -> throw new IllegalStateException(failure.toString());
      };
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }
}
