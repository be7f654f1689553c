package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A folder that a service is writing to and deleting from, unlike {@link Files#walk}, which a file that goes meanwhile ends. */
public final class LiveFolder {
  private LiveFolder() {}

  /** All that is seen below it, without itself; nothing where it is not there. */
  public static List<Path> below(Path folder) {
    return below(folder, Integer.MAX_VALUE);
  }

  /** @param depth 1 for what lies in the folder itself */
  public static List<Path> below(Path folder, int depth) {
    List<Path> seen = new ArrayList<>();
    try {
      Files.walkFileTree(folder, Set.of(), depth, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes facts) {
          seen.add(entered);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
          seen.add(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException goneMeanwhile) {
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path left, IOException goneMeanwhile) {
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    seen.remove(folder);
    return seen;
  }
}
