package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Appends to the two files of a run. Lines above the limit are dropped, with one line that says so; so are those for which the disk has no room until
 * the storage has taken some. Other events are always kept.
 */
final class JournalWriter implements RunLogs.Writer {
  private final LineFile journal;
  private final LineFile log;
  private final long limit;
  private final Heard heard;
  private final Spool spool;
  private long leftOut;
  private boolean full;
  private boolean closed;

  /**
   * @param limit in bytes of the journal
   */
  JournalWriter(Path journal, Path log, long limit, Spool spool, Heard heard) {
    this.limit = limit;
    this.spool = spool;
    this.heard = heard;
    try {
      OwnerOnly.folders(journal.getParent());
      OwnerOnly.folders(log.getParent());
      this.journal = LineFile.open(journal);
      this.log = openBeside(this.journal, log);
      // A journal that is over its limit when it is opened again has said so already.
      this.full = this.journal.size() > limit;
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static LineFile openBeside(LineFile opened, Path log) throws IOException {
    try {
      return LineFile.open(log);
    } catch (IOException failed) {
      opened.close();
      throw failed;
    }
  }

  @Override
  public synchronized void append(JournalEvent event) {
    try {
      if (event instanceof LogLine && spool.isFull()) {
        leaveOut(event.at());
      } else if (event instanceof LogLine && journal.size() > limit) {
        if (full) {
          return;
        }
        full = true;
        write(new LogLine(event.at(), LogLevel.WARN,
            "The log is longer than " + limit + " bytes; further lines of this run are left out.", Optional.empty()));
      } else {
        if (event instanceof LogLine || event instanceof StatusChanged) {
          tellLeftOut(event.at());
        }
        write(event);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
    heard.grown().run();
  }

  private void leaveOut(Instant at) throws IOException {
    if (leftOut == 0) {
      write(new LogLine(at, LogLevel.WARN, "log truncated: what waits for the storage has filled the " + spool.megabytes()
          + " MB that it may have on this machine; lines are left out until there is room again.", Optional.empty()));
    }
    leftOut++;
  }

  private void tellLeftOut(Instant at) throws IOException {
    if (leftOut > 0) {
      write(new LogLine(at, LogLevel.WARN, "log truncated: " + leftOut + " lines were left out here.", Optional.empty()));
      leftOut = 0;
    }
  }

  private void write(JournalEvent event) throws IOException {
    Optional<String> text = LogText.of(event);
    if (text.isPresent()) {
      spool.took(log.append(text.get()));
    }
    spool.took(journal.append(JournalJson.write(event)));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (journal; log) {
      heard.grown().run();
    } catch (IOException failed) {
      throw unavailable(failed);
    } finally {
      heard.closed().run();
    }
  }

  /** @param grown called after each append @param closed called once */
  record Heard(Runnable grown, Runnable closed) {}

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be written: " + failed.getMessage(), failed);
  }
}
