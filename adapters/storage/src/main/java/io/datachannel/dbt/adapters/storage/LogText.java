package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEvent.DbtStepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepStarted;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** An event as a line of the log that people read; times are UTC, as in dbt's own log files. */
final class LogText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private LogText() {}

  /** Empty for what dbt says in lines of its own. */
  static Optional<String> of(JournalEvent event) {
    return switch (event) {
      case LogLine line -> Optional.of(line(line.at(), line.level().name(), line.text()));
      case StepStarted started -> Optional.of(line(started.at(), "STEP", started.step().name()));
      case StepFinished finished -> Optional.of(
          line(finished.at(), "STEP", finished.step().name() + " done in " + finished.took().toMillis() + " ms"));
      case DbtStepStarted started -> Optional.of(line(started.at(), "STEP", number(started.number(), started.of()) + ": " + started.command()));
      case DbtStepFinished finished -> Optional.of(line(finished.at(), "STEP",
          number(finished.number(), finished.of()) + " " + finished.state() + " in " + finished.took().toMillis() + " ms"));
      case StatusChanged changed -> Optional.of(
          "%tF ".formatted(changed.at().atOffset(ZoneOffset.UTC)) + line(changed.at(), "STATUS", changed.status().wireName()));
      case NodeStarted _, NodeFinished _ -> Optional.empty();
    };
  }

  private static String number(int number, int of) {
    return "DBT " + number + " of " + of;
  }

  private static String line(Instant at, String kind, String text) {
    return TIME.format(at) + " " + "%-6s".formatted(kind) + " " + text;
  }
}
