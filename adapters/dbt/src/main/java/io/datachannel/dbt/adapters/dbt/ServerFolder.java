package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where servers have their sockets and parsed projects; for the service's user alone (0700).
 *
 * @param sockets a short path, since that of a socket has 107 bytes at most
 */
record ServerFolder(Path sockets, Path parsed, AtomicLong last) {
  private static final int LONGEST = 107 - "/999999/999999.sock".length();

  /** Empty ones: whatever an earlier service left is deleted. */
  static ServerFolder in(Path folder) {
    try {
      Path near = folder.toAbsolutePath().resolve("sockets");
      Path parsed = folder.toAbsolutePath().resolve("parsed");
      delete(near);
      delete(parsed);
      return new ServerFolder(near.toString().length() <= LONGEST ? made(near) : Files.createTempDirectory("dbt"), made(parsed),
          new AtomicLong());
    } catch (IOException disk) {
      throw new UncheckedIOException("The folders of dbt's servers could not be made in " + folder + ".", disk);
    }
  }

  private static Path made(Path folder) throws IOException {
    return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** For the server of an environment and those below it, which see no other. */
  Home next() {
    String name = Long.toString(last.incrementAndGet());
    try {
      return new Home(made(sockets.resolve(name)), made(parsed.resolve(name)), new AtomicLong());
    } catch (IOException disk) {
      throw new UncheckedIOException("The folders of a server of dbt could not be made.", disk);
    }
  }

  /** Where the servers of one environment have their files. */
  record Home(Path sockets, Path parsed, AtomicLong last) {

    /** A place that no other server has. */
    Place next() {
      String name = Long.toString(last.incrementAndGet());
      return new Place(sockets.resolve(name + ".sock"), parsed.resolve(name));
    }

    void delete() {
      try {
        ServerFolder.delete(sockets);
        ServerFolder.delete(parsed);
      } catch (IOException _) {
        // The next start of the service deletes what is left.
      }
    }
  }

  /** Where one server has its socket, and the files of its parse. */
  record Place(Path socket, Path parsed) {

    void delete() {
      try {
        Files.deleteIfExists(socket);
        ServerFolder.delete(parsed);
      } catch (IOException _) {
        // The next start of the service deletes what is left.
      }
    }
  }

  void close() {
    try {
      delete(sockets);
      delete(parsed);
    } catch (IOException _) {
      // The next start of the service deletes what is left.
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
