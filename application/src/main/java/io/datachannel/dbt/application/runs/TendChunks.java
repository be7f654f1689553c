package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogChunks;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.application.storage.WaitingFiles.OfRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Stores the logs of runs that ended on a copy that did not come to it, from what it had sent, and takes away chunks that are of no more use. */
public final class TendChunks {
  /** Until then whoever ended the run is given the time to store its log. */
  static final Duration GRACE = Duration.ofMinutes(2);

  private final LogChunks chunks;
  private final WaitingFiles waiting;
  private final Runs runs;
  private final RunLedger ledger;
  private final LostArtifacts lost;
  private final InstantSource clock;

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
   * @throws io.datachannel.dbt.application.result.PortFailure when the storage or the database is away
   */
  public void tick() {
    Instant now = clock.instant();
    for (OfRun run : chunks.runs()) {
      runs.find(run.account(), run.run())
          .filter(row -> row.finishedAt().filter(at -> at.plus(GRACE).isBefore(now)).isPresent())
          .ifPresent(row -> tend(run, row, now));
    }
  }

  private void tend(OfRun run, RunRecord row, Instant now) {
    if (row.logPath().isPresent()) {
      chunks.delete(run);
    } else if (chunks.makeLog(run, new LogLine(now, LogLevel.WARN,
        "The log ends here: the copy of the service that wrote it was lost before it stored the rest.", Optional.empty()))) {
      if (row.artifacts().filter(FileState.PENDING::equals).isPresent()) {
        lost.record(run.run(), LostArtifacts.ALL, "The artifacts were with a copy of the service that was lost before it stored them.");
      }
      waiting.send(run, path -> ledger.recordLog(run.run(), path));
    }
  }
}
