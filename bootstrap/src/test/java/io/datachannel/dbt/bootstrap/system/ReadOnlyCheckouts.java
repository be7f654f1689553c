package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Checkouts are read-only, so that their folders have to be opened before anyone but root deletes them. */
public final class ReadOnlyCheckouts {
  private ReadOnlyCheckouts() {}

  /** @param data a data folder of the service */
  public static void open(Path data) throws IOException {
    Path checkouts = data.resolve("checkouts");
    if (!Files.exists(checkouts)) {
      return;
    }
    Files.walkFileTree(checkouts, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
