package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of uv that build an environment. */
final class Uv {
  private static final Logger LOG = System.getLogger(Uv.class.getName());
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String OWN_CACHE = ".uv-cache";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Path program;
  private final Path cache;
  private final Processes processes;
  private final HostVariables variables;
  private final Optional<Confines> confines;

  Uv(Path program, Path cache, Processes processes, HostVariables variables) {
    this(program, cache, processes, variables, Optional.empty());
  }

  private Uv(Path program, Path cache, Processes processes, HostVariables variables, Optional<Confines> confines) {
    this.program = program;
    this.cache = cache;
    this.processes = processes;
    this.variables = variables;
    this.confines = confines;
  }

  /**
   * In the sandbox, for packages whose code runs while they are built. With a cache of its own, since what that code could write others would install
   * from.
   *
   * @param folder the one that it may write to, and in which the cache is
   */
  Uv confinedTo(Path folder, Pythons.Python python) {
    List<Path> readable = new ArrayList<>(variables.pathsForUv());
    readable.add(program);
    return new Uv(program, folder.resolve(OWN_CACHE), processes, variables,
        Optional.of(Confines.ofProgram(python.executable()).with(new Confines(readable, List.of(folder)))));
  }

  Path cache() {
    return cache;
  }

  /** Of one in the sandbox; not the one that all share. */
  void deleteOwnCache() {
    if (confines.isPresent()) {
      Folders.delete(cache);
    }
  }

  /** Which versions go together, with the hashes of their files; wheels only, since a source package runs code when it is built. */
  Finish compile(Path wanted, Path locked, DbtPackages packages, Pythons.Python python) {
    List<String> arguments = new ArrayList<>(List.of("pip", "compile", "--python", python.executable().toString(), "--quiet",
        "--generate-hashes", "--no-header", "--no-annotate"));
    arguments.addAll(wheelsOnlyBut(packages));
    arguments.addAll(List.of("--output-file", locked.toString(), wanted.toString()));
    return processes.run(command(wanted.getParent(), arguments), TIMEOUT);
  }

  /** A relocatable one, since it is renamed when it is complete. */
  Finish createEnvironment(Path folder, Pythons.Python python) {
    return processes.run(command(folder.getParent(),
        List.of("venv", "--relocatable", "--python", python.executable().toString(), folder.toString())), TIMEOUT);
  }

  /** What was locked and nothing else. */
  Finish install(Path environment, DbtPackages packages, Path locked, boolean requireHashes, SizeWatch size) {
    List<String> arguments = new ArrayList<>(List.of("pip", "install", "--python", environment.resolve("bin/python").toString(),
        "--link-mode", "hardlink", "--no-deps"));
    arguments.addAll(wheelsOnlyBut(packages));
    if (requireHashes) {
      arguments.add("--require-hashes");
    }
    arguments.addAll(List.of("--requirements", locked.toString()));
    return processes.runWhile(command(environment.getParent(), arguments), TIMEOUT, BETWEEN_LOOKS, size::isWithinBounds);
  }

  /**
   * Byte-compiles an environment, since dbt's imports take twice as long otherwise; what cannot be compiled is left to them. By the interpreter that it was
   * made with, and without {@code site} (-S): a package may bring a file of a name that ends in .pth, whose code each start of the environment's own
   * interpreter runs, and its files are the same as those of the cache and of other accounts' environments (hard links).
   */
  void compileBytecode(Path environment, Pythons.Python python) {
    List<String> argv = List.of(python.executable().toString(), "-I", "-S", "-m", "compileall", "-q", "-j", "0", environment.resolve("lib").toString());
    Confines confines = Confines.ofProgram(python.executable()).with(new Confines(List.of(), List.of(environment)));
    try {
      processes.run(new Command(argv, environment, Map.of("PATH", "/usr/bin:/bin"), confines), TIMEOUT);
    } catch (CannotStart missing) {
      LOG.log(Level.DEBUG, "An environment is not byte-compiled", missing);
    }
  }

  private static List<String> wheelsOnlyBut(DbtPackages packages) {
    List<String> arguments = new ArrayList<>(List.of("--only-binary", ":all:"));
    packages.fromSource().forEach(name -> arguments.addAll(List.of("--no-binary", name)));
    return arguments;
  }

  private Command command(Path folder, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(arguments);
    Map<String, String> environment = variables.forUv();
    environment.putAll(Map.of(
        "UV_CACHE_DIR", cache.toString(), "UV_PYTHON_DOWNLOADS", "never", "UV_SYSTEM_CERTS", "true",
        "UV_NO_PROGRESS", "1", "NO_COLOR", "1", "UV_HTTP_TIMEOUT", "60"));
    if (confines.isPresent()) {
      environment.put("TMPDIR", "/tmp");
      return new Command(argv, folder, environment, confines.get());
    }
    return new Command(argv, folder, environment);
  }
}
