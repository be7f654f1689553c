package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.run.RunState;
import java.util.ArrayList;
import java.util.List;

/** Sends the files of runs that could not be sent when the run ended, as soon as the storage answers again. */
public final class SendWaitingFiles {
  private final WaitingFiles files;
  private final Runs runs;
  private final RunLedger ledger;
  private final LostArtifacts lost;
  private final OneByOne<WaitingFiles.OfRun> sending = new OneByOne<>(WaitingFiles.OfRun::run);

  public SendWaitingFiles(WaitingFiles files, Runs runs, RunLedger ledger, LostArtifacts lost) {
    this.files = files;
    this.runs = runs;
    this.ledger = ledger;
    this.lost = lost;
  }

  /**
   * Returns how many runs had all of their files sent that could be sent.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when the storage or the database is away, or the row of a run is locked; some may have been sent then
   */
  public int tick() {
    List<WaitingFiles.OfRun> sent = new ArrayList<>();
    try {
      files.makeRoom(this::tellGivenUp);
    } finally {
      // What is full is no reason to send nothing.
      sending.with(files.runs(), run -> {
        if (send(run)) {
          sent.add(run);
        }
      });
    }
    return sent.size();
  }

  /** What the last attempt has stored is not lost with what an earlier one had here. */
  private void tellGivenUp(WaitingFiles.OfRun of, String name) {
    runs.find(of.account(), of.run())
        .filter(row -> row.run().isReported() || !files.areOfAnEarlierAttempt(of, row.place().lastFencingNumber()))
        .ifPresent(_ -> lost.record(of.run(), name,
            name + " was given up: what waits for the storage has filled the disk space that it may have."));
  }

  /** Files without a run are left alone: they may be another database's. */
  private boolean send(WaitingFiles.OfRun run) {
    return runs.find(run.account(), run.run()).filter(row -> isToBeSent(run, row)).map(_ -> {
      files.send(run, path -> ledger.recordLog(run.run(), path));
      return true;
    }).orElse(false);
  }

  /** What is here of a run that goes on may be of an attempt that will not count; of one that is reported there is one alone. */
  private boolean isToBeSent(WaitingFiles.OfRun of, RunRecord row) {
    boolean over = row.run().state() instanceof RunState.Final;
    if (!row.run().isReported()) {
      return over && files.endCarriedOut(of, row.place().lastFencingNumber());
    }
    if (over) {
      files.end(of);
    }
    return true;
  }
}
