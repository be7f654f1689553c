package io.datachannel.dbt.bootstrap.bench.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a way to run dbt writes its relations. */
interface Store {

  /** What is there now is what {@link #clear} comes back to. */
  void seeded();

  void clear();

  long rows(String relation);

  /** A file of DuckDB. */
  record DuckDb(Path file, Tools tools) implements Store {

    private Path seeds() {
      return file.resolveSibling(file.getFileName() + ".seeds");
    }

    /** What a run leaves in the file's log is put into the file first. */
    @Override
    public void seeded() {
      tools.duckDb(file, "checkpoint");
      copy(file, seeds());
    }

    @Override
    public void clear() {
      try {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      copy(seeds(), file);
    }

    private static void copy(Path from, Path to) {
      try {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public long rows(String relation) {
      return Long.parseLong(tools.duckDb(file, "select count(*) from " + relation));
    }
  }
}
