package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.RedactedEvents;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes what is reported into the journals of runs. A journal that cannot be written costs the entry, never the report. */
public final class ReportJournal {
  private static final Logger LOG = System.getLogger(ReportJournal.class.getName());

  private final RunLogs logs;
  private final KnownSecrets secrets;
  private final List<Lock> turns = Stream.generate(ReentrantLock::new).limit(64).map(Lock.class::cast).toList();

  /** @param secrets are taken out of what is reported */
  public ReportJournal(RunLogs logs, KnownSecrets secrets) {
    this.logs = logs;
    this.secrets = secrets;
  }

  /** Reports of one run are taken one by one, so that its journal has one writer, and the order of its states. */
  <T> T inTurn(RunId run, Supplier<T> work) {
    Lock turn = turns.get(Math.floorMod(run.value(), turns.size()));
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  void append(Run run, List<? extends JournalEvent> events) {
    try {
      Redactor redactor = redactorOf(run);
      try (RunLogs.Writer writer = logs.open(run.account(), run.id())) {
        events.forEach(event -> writer.append(RedactedEvents.of(event, redactor)));
      }
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the journal of reported run " + run.id().value() + " misses an entry", unavailable);
    }
  }

  /** Takes out of a report what this service knows to be a secret of the run's project. */
  Redactor redactorOf(Run run) {
    return secrets.of(run.account(), run.project());
  }

  RunLogs logs() {
    return logs;
  }
}
