package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of the journal of a run that goes on. The chunks of an attempt count from 0 without gaps, and are its journal when they are put together.
 *
 * @param fence  the fencing number of the attempt
 * @param isLast whether the journal ends with it; it may be empty
 */
record Chunk(RunFiles.OfRun run, long fence, int number, boolean isLast) {
  /** In a folder of their own, so that those of all runs can be listed. */
  static final String ROOT = "chunks/";
  private static final Pattern KEY =
      Pattern.compile(ROOT + "accounts/([0-9]{1,18})/runs/([0-9]{1,9})/([0-9]{1,18})/([0-9]{8})(\\.last)?");

  static String below(RunFiles.OfRun run) {
    return ROOT + run.key("");
  }

  private static String below(RunFiles.OfRun run, long fence) {
    return below(run) + fence + "/";
  }

  String key() {
    return below(run, fence) + "%08d".formatted(number) + (isLast ? ".last" : "");
  }

  private static Optional<Chunk> of(String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches() ? Optional.of(new Chunk(
        new RunFiles.OfRun(new AccountId(Long.parseLong(parts.group(1))), new RunId(Integer.parseInt(parts.group(2)))),
        Long.parseLong(parts.group(3)), Integer.parseInt(parts.group(4)), parts.group(5) != null)) : Optional.empty();
  }

  private static Stream<Chunk> list(ObjectStorage storage, String prefix) {
    return storage.list(prefix).stream().map(Chunk::of).flatMap(Optional::stream);
  }

  /** Those of the newest attempt, in their order. */
  static List<Chunk> newest(ObjectStorage storage, RunFiles.OfRun run) {
    List<Chunk> all = list(storage, below(run)).toList();
    long fence = all.stream().mapToLong(Chunk::fence).max().orElse(0);
    return all.stream().filter(chunk -> chunk.fence() == fence).sorted(Comparator.comparingInt(Chunk::number)).toList();
  }

  static List<WaitingFiles.OfRun> runs(ObjectStorage storage) {
    return list(storage, ROOT).map(Chunk::run).distinct().map(run -> new WaitingFiles.OfRun(run.account(), run.run())).toList();
  }

  /** Deletes those of this attempt and of earlier ones. */
  static void delete(ObjectStorage storage, RunFiles.OfRun run, long fence) {
    list(storage, below(run)).map(Chunk::fence).filter(found -> found <= fence).distinct().toList()
        .forEach(found -> storage.deleteBelow(below(run, found)));
  }
}
