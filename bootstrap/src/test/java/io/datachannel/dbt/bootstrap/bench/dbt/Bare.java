package io.datachannel.dbt.bootstrap.bench.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user types: dbt of a prepared, byte-compiled environment, in a clone of the repository with a profile and with what dbt keeps there
 * from run to run, its partial parse too.
 */
record Bare(Tools tools, Path project, Store store) implements Way {

  /** @param profile the lines of the target's output */
  static Bare clone(Tools tools, Path repository, Path folder, String profile, Store store) {
    tools.run(repository, List.of("git", "clone", "-q", repository.toString(), folder.toString()));
    try {
      Files.writeString(folder.resolve("profiles.yml"), "shop:\n  target: bench\n  outputs:\n    bench:\n" + profile.indent(6));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Bare(tools, folder, store);
  }

  @Override
  public Duration run(String command, String models) {
    List<String> words = new ArrayList<>(List.of(tools.program("dbt"), command, "--threads", "4"));
    if (!models.isEmpty()) {
      words.add("--select");
      words.addAll(List.of(models.split(" ")));
    }
    long begun = System.nanoTime();
    tools.run(project, words);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public long rows(String relation) {
    return store.rows(relation);
  }
}
