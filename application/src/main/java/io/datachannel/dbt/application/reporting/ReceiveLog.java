package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.journal.LogUploads.Received;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes the log of a reported run (specification, "MetaAPI": "An endpoint to upload a log file … and return its url"). */
public final class ReceiveLog {
  private final Runs runs;
  private final RunLedger ledger;
  private final LogUploads uploads;
  private final UnitOfWork work;
  private final ReportJournal journal;
  private final InstantSource clock;

  public ReceiveLog(Runs runs, RunLedger ledger, LogUploads uploads, UnitOfWork work, ReportJournal journal, InstantSource clock) {
    this.runs = runs;
    this.ledger = ledger;
    this.uploads = uploads;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Before or after the end of the run; a second log takes the place of the first.
   *
   * @param mostBytes the longest that is taken
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_NOT_REPORTED, BODY_TOO_LARGE, UPLOAD_INCOMPLETE, or STORAGE_UNAVAILABLE when the log waits here for the
   *                  storage to answer again
   */
  public Received.Stored receive(Caller caller, RunId id, InputStream log, long mostBytes) {
    Reporters.find(runs, caller, id);
    return switch (uploads.receive(caller.account(), id, log, mostBytes)) {
      case Received.Stored stored -> {
        tell(caller, id, Optional.of(stored.path()), stored.bytes());
        yield stored;
      }
      case Received.Waiting waiting -> {
        tell(caller, id, Optional.empty(), waiting.bytes());
        throw refused(FailureCode.STORAGE_UNAVAILABLE, "The storage does not answer now. The log (" + waiting.bytes()
            + " bytes) is kept here and is sent by itself as soon as it does; there is no need to send it again.");
      }
      case Received.TooLarge _ -> throw tooLarge(mostBytes);
      case Received.CutOff _ -> throw refused(FailureCode.UPLOAD_INCOMPLETE,
          "The log ended before its end, and nothing of it is kept; send it again, whole.");
    };
  }

  /** For a length that is declared. */
  public static Rejected tooLarge(long mostBytes) {
    return refused(FailureCode.BODY_TOO_LARGE, "The log is larger than " + mostBytes + " bytes, which is the most; nothing of it is kept.");
  }

  /** A run that was purged while its log came in leaves no file behind. */
  private void tell(Caller caller, RunId id, Optional<String> path, long bytes) {
    try {
      record(caller, id, path, bytes);
    } catch (NotFound purged) {
      uploads.forget(caller.account(), id);
      throw purged;
    }
  }

  private void record(Caller caller, RunId id, Optional<String> path, long bytes) {
    journal.inTurn(id, () -> {
      RunRecord row = work.inTransaction(() -> {
        RunRecord locked = Reporters.lock(runs, caller, id);
        path.ifPresent(known -> ledger.recordLog(id, known));
        return locked;
      });
      if (!(row.run().state() instanceof RunState.Final)) {
        journal.append(row.run(), List.of(new JournalEvent.LogLine(
            clock.instant(), LogLevel.INFO, "The reporter uploaded the log, " + bytes + " bytes.", Optional.empty())));
      }
      return row;
    });
  }

  private static Rejected refused(FailureCode code, String message) {
    return new Rejected(Failure.of(code, message));
  }
}
