package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells a report that came before, whose answer may have been lost, from one that says something else. */
final class RepeatedReport {
  /** Of a failure's message; its middle may have been cut for the column. */
  private static final int COMPARED = 1000;

  private RepeatedReport() {}

  /** Whether all that the report says is recorded already. */
  static boolean isSame(RunRecord row, StatusReport report) {
    return switch (report.status()) {
      case StatusReport.Status.Running _ -> row.run().state().status() == RunStatus.RUNNING
          && agrees(row.startedAt(), told(row.queuedAt(), report.at())) && factsAgree(row, report.facts());
      case StatusReport.Status.Ended ended -> row.run().state().status() == ended.outcome().status()
          && agrees(row.finishedAt(), told(row.startedAt().orElse(row.queuedAt()), report.at()))
          && agrees(row.tally(), ended.counts())
          && ended.failure().map(failure -> isOf(row, failure)).orElse(true) && factsAgree(row, report.facts());
    };
  }

  private static boolean factsAgree(RunRecord row, RunFacts facts) {
    return agrees(row.commit(), facts.commit()) && agrees(row.dbtVersion(), facts.dbtVersion());
  }

  /** What was told a little too early was taken for the instant before it. */
  private static Optional<Instant> told(Instant least, Optional<Instant> at) {
    return at.map(instant -> instant.isBefore(least) ? least : instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static boolean isOf(RunRecord row, Failure failure) {
    return row.run().state() instanceof RunState.Failed failed && failed.failure().code() == failure.code()
        && head(failed.failure().message()).equals(head(failure.message()));
  }

  private static String head(String text) {
    return text.substring(0, Math.min(text.length(), COMPARED));
  }

  private static <T> boolean agrees(Optional<T> recorded, Optional<T> told) {
    return told.isEmpty() || told.equals(recorded);
  }
}
