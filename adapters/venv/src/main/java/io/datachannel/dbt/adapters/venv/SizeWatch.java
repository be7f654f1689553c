package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at what a build takes of the disk: the environment, and what uv unpacks while it downloads, in folders {@code .tmp…} of its cache. The
 * downloads of other builds that begin meanwhile count, too.
 */
final class SizeWatch {
  private static final String DOWNLOAD = ".tmp";

  private final Path building;
  private final Path cache;
  private final long most;
  private final Set<Path> before;
  private volatile boolean exceeded;

  SizeWatch(Path building, Path cache, long most) {
    this.building = building;
    this.cache = cache;
    this.most = most;
    this.before = downloads().stream().collect(Collectors.toSet());
  }

  /** False from the moment on that it is too much. */
  boolean isWithinBounds() {
    exceeded = exceeded || sizeOf(building) > most || fresh().mapToLong(SizeWatch::sizeOf).sum() > most;
    return !exceeded;
  }

  /** Of a uv that was killed its downloads stay. Those that are too large for any build are deleted; a smaller one may be of another build. */
  void deleteTooLarge() {
    fresh().filter(download -> sizeOf(download) > most).forEach(Folders::delete);
  }

  private Stream<Path> fresh() {
    return downloads().stream().filter(Predicate.not(before::contains));
  }

  boolean exceeded() {
    return exceeded;
  }

  private List<Path> downloads() {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(DOWNLOAD)).toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  /** What is deleted meanwhile counts nothing. */
  static long sizeOf(Path folder) {
    AtomicLong sum = new AtomicLong();
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          sum.addAndGet(attributes.size());
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) {
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException gone) {
      return sum.get();
    }
    return sum.get();
  }
}
