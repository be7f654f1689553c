package io.datachannel.dbt.adapters.storage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The journals that are being written in this process: what is still to come would miss a file that is sent now. */
final class OpenJournals {
  private final Map<RunFiles.OfRun, Integer> writers = new ConcurrentHashMap<>();

  void opened(RunFiles.OfRun run) {
    writers.merge(run, 1, Integer::sum);
  }

  void closed(RunFiles.OfRun run) {
    writers.computeIfPresent(run, (_, count) -> count == 1 ? null : count - 1);
  }

  boolean isOpen(RunFiles.OfRun run) {
    return writers.containsKey(run);
  }

  /** Does it unless someone writes; who opens the journal meanwhile waits, and so may who opens or closes another one. */
  void ifNoneWrites(RunFiles.OfRun run, Runnable work) {
    writers.compute(run, (_, count) -> {
      if (count == null) {
        work.run();
      }
      return count;
    });
  }
}
