package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two commands of uv that build an environment. */
final class Uv {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Path program;
  private final Path cache;
  private final Processes processes;
  private final HostVariables variables;

  Uv(Path program, Path cache, Processes processes, HostVariables variables) {
    this.program = program;
    this.cache = cache;
    this.processes = processes;
    this.variables = variables;
  }

  /** A relocatable one, since it is renamed when it is complete. */
  Finish createEnvironment(Path folder, Pythons.Python python) {
    return run(folder.getParent(), List.of("venv", "--relocatable", "--python", python.executable().toString(), folder.toString()));
  }

  /** Byte-compiled, since dbt's imports take twice as long otherwise; wheels only, since a source package runs code when it is built. */
  Finish install(Path environment, DbtPackages packages, Path requirements) {
    List<String> arguments = new ArrayList<>(List.of("pip", "install", "--python", environment.resolve("bin/python").toString(),
        "--compile-bytecode", "--link-mode", "hardlink", "--only-binary", ":all:"));
    packages.fromSource().forEach(name -> arguments.addAll(List.of("--no-binary", name)));
    arguments.addAll(packages.requirements());
    arguments.addAll(List.of("--requirements", requirements.toString()));
    return run(environment.getParent(), arguments);
  }

  private Finish run(Path folder, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(arguments);
    Map<String, String> environment = variables.forUv();
    environment.putAll(Map.of(
        "UV_CACHE_DIR", cache.toString(), "UV_PYTHON_DOWNLOADS", "never", "UV_SYSTEM_CERTS", "true",
        "UV_NO_PROGRESS", "1", "NO_COLOR", "1", "UV_HTTP_TIMEOUT", "60"));
    return processes.run(new Command(argv, folder, environment), TIMEOUT);
  }
}
