package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.run.RunState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends the files of runs that could not be sent when the run ended, as soon as the storage answers again. */
public final class SendWaitingFiles {
  /** A storage, or a database, that is away is not asked once for each run. */
  private static final int FAILURES_AT_ONCE = 3;

  private final WaitingFiles files;
  private final Runs runs;
  private final RunLedger ledger;
  private final LostArtifacts lost;
  /** Those that come last at the next try, so that one that cannot be sent holds up no others. */
  private final Set<WaitingFiles.OfRun> failedBefore = new HashSet<>();

  public SendWaitingFiles(WaitingFiles files, Runs runs, RunLedger ledger, LostArtifacts lost) {
    this.files = files;
    this.runs = runs;
    this.ledger = ledger;
    this.lost = lost;
  }

  /**
   * Returns how many runs had all of their files sent that could be sent.
   *
   * @throws PortFailure when the storage or the database is away, or the row of a run is locked; some may have been sent then
   */
  public int tick() {
    int sent = 0;
    List<PortFailure> failures = new ArrayList<>(makeRoom());
    for (WaitingFiles.OfRun run : files.runs().stream().sorted(Comparator.comparing(failedBefore::contains)).toList()) {
      try {
        sent += send(run) ? 1 : 0;
        failedBefore.remove(run);
      } catch (PortFailure unavailable) {
        failedBefore.add(run);
        failures.add(unavailable);
        if (failures.size() == FAILURES_AT_ONCE) {
          throw unavailable;
        }
      }
    }
    failedBefore.retainAll(files.runs());
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return sent;
  }

  /** What is full is no reason to send nothing. */
  private List<PortFailure> makeRoom() {
    try {
      files.makeRoom((run, name) -> lost.record(run.run(), name,
          name + " was given up: what waits for the storage has filled the disk space that it may have."));
      return List.of();
    } catch (PortFailure unavailable) {
      return List.of(unavailable);
    }
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
