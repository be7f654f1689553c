package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Keeps a second service away from the data folder, whose work in progress it would delete; a dead service's lock is free again. */
final class DataFolderLock implements AutoCloseable {
  /** The doctor has the lock for a moment. */
  private static final int ATTEMPTS = 30;
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final FileChannel file;

  private DataFolderLock(FileChannel file) {
    this.file = file;
  }

  /** Makes the folder when it is missing, for its user alone. @throws BadSettings when it is in use or cannot be written */
  static DataFolderLock take(Path folder, Pause pause) {
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel file = FileChannel.open(folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (isFree(file)) {
          return new DataFolderLock(file);
        }
        pause.of(BETWEEN);
      }
      file.close();
    } catch (IOException unusable) {
      throw new BadSettings("The data folder " + folder + " cannot be used: " + unusable);
    }
    throw new BadSettings(
        "Another service uses the data folder " + folder + "; stop it, or give this one a folder of its own with --data-folder.");
  }

  /** Whether another process has it. */
  static boolean isTaken(Path folder) {
    try (FileChannel file = FileChannel.open(folder.resolve("service.lock"), StandardOpenOption.WRITE)) {
      return !isFree(file);
    } catch (IOException none) {
      return false;
    }
  }

  private static boolean isFree(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
