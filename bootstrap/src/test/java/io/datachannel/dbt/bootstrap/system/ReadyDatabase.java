package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an embedded database as its first start leaves it, without password and tables: unpacked and made once and copied since, for
 * that costs a start 400 MB of writing. First starts from nothing are tested by the demo, and in the module of the database.
 */
public final class ReadyDatabase {
  private static final Path MADE = made();

  private ReadyDatabase() {}

  /** @param folder of the database; does nothing when there is one in it already */
  public static void in(Path folder) {
    if (Files.exists(folder.resolve("data"))) {
      return;
    }
    try (Stream<Path> paths = Files.walk(MADE)) {
      for (Path path : paths.filter(path -> isCopied(MADE.relativize(path).getName(0).toString())).toList()) {
        copy(path, folder.resolve(MADE.relativize(path).toString()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isCopied(String name) {
    return name.isEmpty() || name.startsWith("mariadb-") || name.startsWith("data");
  }

  /** The server's programs are never written. */
  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(to);
    } else if (MADE.relativize(from).startsWith("data")) {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } else {
      Files.createLink(to, from);
    }
  }

  /** Kept for the next time; a JVM beside this one waits for it. */
  private static Path made() {
    Path folder = Path.of("target", "tools", "database").toAbsolutePath();
    try {
      Files.createDirectories(folder.getParent());
      try (FileChannel channel = FileChannel.open(folder.resolveSibling("database.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (!Files.exists(folder.resolve("made"))) {
          EmbeddedMariaDb.start(folder).close();
          Files.write(folder.resolve("made"), List.of());
        }
        return folder;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
