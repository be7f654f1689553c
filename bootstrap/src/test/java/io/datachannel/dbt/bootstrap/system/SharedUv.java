package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * The uv of all services of the tests: the real one, which loads and compiles what environments are made of once, and not for each project
 * and each data folder. What the service does without it is tested by the demo, and in the module of environments.
 */
public final class SharedUv {
  private static final Path PROGRAM = ready(written());

  private SharedUv() {}

  /** For the flag --uv. */
  public static Path program() {
    return PROGRAM;
  }

  /** For the flag --sandbox.readable: what the program needs where it runs in a sandbox. */
  public static Path tool() {
    return PROGRAM.resolveSibling("uv");
  }

  /** Loads the real uv, since a sandbox, whose folders are read-only, may be the first that wants it. */
  private static Path ready(Path program) {
    try (Processes processes = new Processes(Programs.ofService())) {
      Finish version = processes.run(new Command(List.of(program.toString(), "--version"), program.getParent(), System.getenv()), Duration.ofMinutes(5));
      if (version instanceof Finish.Finished finished && finished.succeeded()) {
        return program;
      }
      throw new IllegalStateException("uv cannot be loaded: " + version.output());
    }
  }

  /** Moved to its place, since a JVM beside this one may be using it. */
  private static Path written() {
    try (InputStream script = SharedUv.class.getResourceAsStream("shared_uv.sh")) {
      Path folder = Files.createDirectories(Path.of("target", "tools", "shared-uv")).toAbsolutePath();
      Path half = Files.createTempFile(folder, "shared_uv", ".half");
      Files.copy(script, half, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
      return Files.move(half, folder.resolve("shared_uv.sh"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
