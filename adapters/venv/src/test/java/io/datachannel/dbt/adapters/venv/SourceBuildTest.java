package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.adapters.process.Bubblewrap;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.SandboxLimits;
import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real uv builds an old package from source, whose own code tries to get out of the sandbox while it is built. */
class SourceBuildTest {
  private static final Path TOOLS = Path.of("target", "tools").toAbsolutePath();
  /** What came of each attempt is in the module that it builds. */
  private static final String BACKEND = """
      import os, zipfile

      def attempt(name, work):
          try:
              work()
              return "# " + name + " reached"
          except OSError:
              return "# " + name + " refused"

      def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
          told = [attempt("cache", lambda: os.listdir("{{ROOT}}/cache")), attempt("others", lambda: os.listdir("{{ROOT}}/envs/shared/account-2")),
                  attempt("shadow", lambda: open("/etc/shadow").read()),
                  attempt("variables", lambda: open("/proc/{{SERVICE}}/environ").read())]
          # Where the folder of the test is below /tmp, this is a file of the sandbox's own.
          attempt("trace", lambda: open("{{ROOT}}/trace", "w"))
          name, info = "logbook-1.5.3-py3-none-any.whl", "logbook-1.5.3.dist-info/"
          with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
              wheel.writestr("logbook.py", "\\n".join(told))
              wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: logbook\\nVersion: 1.5.3\\n")
              wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
              wheel.writestr(info + "RECORD", "logbook.py,,\\n" + info + "METADATA,,\\n" + info + "WHEEL,,\\n" + info + "RECORD,,\\n")
          return name
      """;

  @TempDir
  Path root;

  @Test
  @Tag("fault-28")
  void theCodeOfASourcePackageReachesNothingAndNoCacheOfOthers() throws IOException {
    Files.createDirectories(root.resolve("envs/shared/account-2"));
    Files.createDirectories(root.resolve("cache"));
    Programs programs = Programs.ofService();
    Bubblewrap.Search search = Bubblewrap.search(
        programs, root.resolve("sandbox"), new SandboxLimits(200, 2000, 100, 100, List.of()), SandboxNetwork.SHARED);
    try (LocalIndex index = LocalIndex.start();
        Processes processes = new Processes(programs, assertInstanceOf(Bubblewrap.Search.Found.class, search, search::toString).sandbox())) {
      index.wheel("dbt-core", "1.7.20", "Requires-Dist: logbook>=1.5,<1.6").wheel("dbt-duckdb", "1.7.4", "").source("logbook", "1.5.3", source(processes));
      UvTool uv = new UvTool(TOOLS.resolve("uv"), Optional.empty(), processes, programs, new HostVariables(System.getenv()));
      UvEnvironments environments = new UvEnvironments(root.resolve("envs"), root.resolve("cache"), uv, processes, programs,
          new HostVariables(Map.of("PATH", programs.searchPath(), "UV_DEFAULT_INDEX", index.url())));
      EnvironmentRequest request = new EnvironmentRequest("account-1", "shop", DbtVersion.of("1.7.20"), WarehouseType.DUCKDB, Optional.empty());

      Resolved resolved = worked(environments.resolve(request, _ -> { }));
      Path environment = worked(environments.build(request, resolved, _ -> { })).python().getParent().getParent();

      assertEquals(List.of("# cache refused", "# others refused", "# shadow refused", "# variables refused"), told(environment));
      assertFalse(Files.exists(root.resolve("trace")));
      assertFalse(Files.exists(environment.resolve(".uv-cache")));
    }
  }

  private static <T> T worked(Result<T> result) {
    return switch (result) {
      case Result.Ok<T>(T value) -> value;
      case Result.Failed<T>(Failure failure) -> fail(failure + failure.detail());
    };
  }

  private static List<String> told(Path environment) throws IOException {
    try (Stream<Path> files = Files.walk(environment.toRealPath())) {
      return Files.readAllLines(files.filter(file -> file.endsWith("logbook.py")).findFirst().orElseThrow());
    }
  }

  private byte[] source(Processes processes) throws IOException {
    Path folder = Files.createDirectories(root.resolve("source/logbook-1.5.3"));
    Files.writeString(folder.resolve("PKG-INFO"), "Metadata-Version: 1.0\nName: logbook\nVersion: 1.5.3\n");
    Files.writeString(folder.resolve("pyproject.toml"), "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n");
    Files.writeString(folder.resolve("backend.py"),
        BACKEND.replace("{{ROOT}}", root.toString()).replace("{{SERVICE}}", Long.toString(ProcessHandle.current().pid())));
    Path archive = root.resolve("logbook.tar.gz");
    Finish packed = processes.run(new Command(List.of("tar", "-C", folder.getParent().toString(), "-czf", archive.toString(), "logbook-1.5.3"), root,
        Map.of("PATH", "/usr/bin:/bin")), Duration.ofSeconds(60));
    assertTrue(packed instanceof Finish.Finished finished && finished.succeeded(), packed::output);
    return Files.readAllBytes(archive);
  }
}
