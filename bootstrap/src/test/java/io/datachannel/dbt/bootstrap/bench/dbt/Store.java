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

    @Override
    public void seeded() {
      copy(file, seeds());
    }

    @Override
    public void clear() {
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
