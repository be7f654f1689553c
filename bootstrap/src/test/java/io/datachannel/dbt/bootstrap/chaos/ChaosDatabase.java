package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.util.FileUtils;

/** One database server for all tests that leave it alone; each has schemas of its own in it. */
final class ChaosDatabase {
  private ChaosDatabase() {}

  /** Started when it is needed first. */
  private static final class Started {
    private static final SharedDatabase ONE = start();
  }

  static SharedDatabase get() {
    return Started.ONE;
  }

  private static SharedDatabase start() {
    Path folder = fresh();
    SharedDatabase database = SharedDatabase.in(folder);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      database.close();
      delete(folder);
    }));
    QuickStart.get().learnFrom(database);
    return database;
  }

  static Path fresh() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target/chaos")), "database-").toAbsolutePath();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void delete(Path folder) {
    try {
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
