package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for the service's user alone, mode 0700. */
final class OwnerOnly {
  private static final FileAttribute<?> MODE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private OwnerOnly() {}

  /** The folder and those above it that are missing. */
  static Path folders(Path folder) throws IOException {
    return Files.createDirectories(folder, MODE);
  }

  /** A folder that was not there. */
  static Path fresh(Path folder) throws IOException {
    folders(folder.getParent());
    return Files.createDirectory(folder, MODE);
  }
}
