package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The Python side, written out of the jar to a folder of its own, away from every checkout. */
final class RunnerScript {
  private static final String NAME = "dbt_runner.py";

  private RunnerScript() {}

  /** @return the script, readable by the service alone (0600 in a folder 0700) */
  static Path writtenTo(Path folder) {
    try (InputStream script = RunnerScript.class.getResourceAsStream(NAME)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Path written = Files.createTempFile(folder, "runner", ".new");
      Files.copy(script, written, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
      return Files.move(written, folder.toAbsolutePath().resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException disk) {
      throw new UncheckedIOException("The dbt runner could not be written to " + folder + ".", disk);
    }
  }
}
