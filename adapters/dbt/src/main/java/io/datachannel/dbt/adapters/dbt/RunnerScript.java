package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The Python side, written out of the jar to a folder of its own, away from every checkout. */
final class RunnerScript {
  private static final String NAME = "dbt_runner.py";
  private static final List<String> SERVER = List.of("dbt_forks.py", "dbt_parsed.py", "dbt_server.py");

  private RunnerScript() {}

  /** @return the script, readable by the service alone (0600 in a folder 0700) */
  static Path writtenTo(Path folder) {
    return written(folder, NAME);
  }

  /** The same for the server, whose parts lie beside it and the runner. */
  static Path serverWrittenTo(Path folder) {
    writtenTo(folder);
    return SERVER.stream().map(name -> written(folder, name)).toList().getLast();
  }

  private static Path written(Path folder, String name) {
    try (InputStream script = RunnerScript.class.getResourceAsStream(name)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Path written = Files.createTempFile(folder, "runner", ".new");
      Files.copy(script, written, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
      return Files.move(written, folder.toAbsolutePath().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException disk) {
      throw new UncheckedIOException("The dbt runner could not be written to " + folder + ".", disk);
    }
  }
}
