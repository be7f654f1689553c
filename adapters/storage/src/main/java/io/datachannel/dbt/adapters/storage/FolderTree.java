package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Deletes folders with all they hold. Links are deleted, never followed; folders that were made read-only are opened first. */
final class FolderTree {
  private FolderTree() {}

  /** @throws IOException the first of what could not be deleted; the rest is gone */
  static void delete(Path path) throws IOException {
    IOException failure = null;
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
        for (Path each : inside) {
          failure = first(failure, each);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    Files.deleteIfExists(path);
  }

  private static IOException first(IOException failure, Path path) {
    try {
      delete(path);
      return failure;
    } catch (IOException failed) {
      return failure == null ? failed : failure;
    }
  }
}
