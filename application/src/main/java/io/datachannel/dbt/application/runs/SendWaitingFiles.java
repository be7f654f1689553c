package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Sends the files of runs that could not be sent when the run ended, as soon as the storage answers again. */
public final class SendWaitingFiles {
  private static final Logger LOG = System.getLogger(SendWaitingFiles.class.getName());
  /** A storage that is away is not asked once for each run. */
  private static final int FAILURES_AT_ONCE = 3;

  private final WaitingFiles files;
  private final Runs runs;
  private final RunLedger ledger;

  public SendWaitingFiles(WaitingFiles files, Runs runs, RunLedger ledger) {
    this.files = files;
    this.runs = runs;
    this.ledger = ledger;
  }

  /**
   * Returns how many runs had all of their files sent that could be sent.
   *
   * @throws PortFailure when the database is away; nothing is asked of it for each run then
   */
  public int tick() {
    int sent = 0;
    int failures = 0;
    for (WaitingFiles.OfRun run : files.runs()) {
      try {
        sent += send(run) ? 1 : 0;
      } catch (PortFailure unavailable) {
        if (unavailable.code() == FailureCode.DATABASE_UNAVAILABLE) {
          throw unavailable;
        }
        failures++;
        LOG.log(Level.WARNING, "files of run {0} wait for the storage: {1}", Integer.toString(run.run().value()), unavailable.getMessage());
        if (failures == FAILURES_AT_ONCE) {
          return sent;
        }
      }
    }
    return sent;
  }

  /** Of a run that was lost the longest is shown: whoever found it knows only that. So it is of reported ones, which only grow. */
  private void end(WaitingFiles.OfRun files, Run run) {
    switch (run.state()) {
      case RunState.Failed failed when failed.failure().code() == FailureCode.RUN_LOST -> this.files.end(files);
      case RunState.Final _ when run.isReported() -> this.files.end(files);
      case RunState.Final _ -> this.files.endCarriedOut(files);
      case RunState.Queued _, RunState.Running _, RunState.Cancelling _ -> { }
    }
  }

  /** Files without a run are left alone: they may be another database's. */
  private boolean send(WaitingFiles.OfRun run) {
    return runs.find(run.account(), run.run()).map(row -> {
      end(run, row.run());
      files.send(run, path -> ledger.recordLog(run.run(), path));
      return true;
    }).orElse(false);
  }
}
