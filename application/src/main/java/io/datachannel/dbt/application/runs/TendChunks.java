package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogChunks;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.application.storage.WaitingFiles.OfRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores the logs of runs that ended on a copy that did not come to it, from what it had sent, and takes away chunks that are of no more use. */
public final class TendChunks {
  /** Until then whoever ended the run is given the time to store its log, and after an outage of the storage once more. */
  static final Duration GRACE = Duration.ofMinutes(2);

  private final LogChunks chunks;
  private final WaitingFiles waiting;
  private final Runs runs;
  private final RunLedger ledger;
  private final LostArtifacts lost;
  private final InstantSource clock;
  private final OneByOne<OfRun> looks = new OneByOne<>(OfRun::run);
  /** Since when these were found without a log, while storage and database answered at each look. */
  private final Map<OfRun, Instant> withoutLog = new HashMap<>();

  public TendChunks(LogChunks chunks, WaitingFiles waiting, Runs runs, RunLedger ledger, LostArtifacts lost, InstantSource clock) {
    this.chunks = chunks;
    this.waiting = waiting;
    this.runs = runs;
    this.ledger = ledger;
    this.lost = lost;
    this.clock = clock;
  }

  /**
   * Chunks without a run are left alone: they may be another database's.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when the storage or the database is away, or the chunks of a run cannot be
   *     handled; the others were tended then
   */
  public void tick() {
    Instant now = clock.instant();
    Set<OfRun> tended = new HashSet<>();
    try {
      looks.with(chunks.runs(), run -> {
        runs.find(run.account(), run.run()).ifPresent(row -> row.finishedAt().ifPresent(at -> tend(run, row, at, now)));
        tended.add(run);
      });
    } finally {
      // The copy that has the whole may have met the same failure.
      withoutLog.keySet().retainAll(tended);
    }
  }

  private void tend(OfRun run, RunRecord row, Instant finishedAt, Instant now) {
    if (row.logPath().isPresent()) {
      if (finishedAt.plus(GRACE).isBefore(now)) {
        chunks.delete(run);
      }
    } else if (withoutLog.computeIfAbsent(run, _ -> now).plus(GRACE).isBefore(now)) {
      makeLog(run, row, now);
    }
  }

  private void makeLog(OfRun run, RunRecord row, Instant now) {
    if (chunks.makeLog(run, new LogLine(now, LogLevel.WARN,
        "The log ends here: the copy of the service that wrote it was lost before it stored the rest.", Optional.empty()))) {
      if (row.artifacts().filter(FileState.PENDING::equals).isPresent()) {
        lost.record(run.run(), LostArtifacts.ALL, "The artifacts were with a copy of the service that was lost before it stored them.");
      }
      waiting.send(run, path -> ledger.recordLog(run.run(), path));
    }
  }
}
