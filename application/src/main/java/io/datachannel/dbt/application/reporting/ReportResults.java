package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records the errors and the nodes of a reported run (specification, "MetaAPI": "Insert a new row in case of any error"). */
public final class ReportResults {
  /** Lines of an error's message in the journal; all of it is in the error's row. */
  private static final int MOST_LINES = 20;

  private final Runs runs;
  private final ReportedRuns reported;
  private final UnitOfWork work;
  private final ReportJournal journal;
  private final InstantSource clock;

  public ReportResults(Runs runs, ReportedRuns reported, UnitOfWork work, ReportJournal journal, InstantSource clock) {
    this.runs = runs;
    this.reported = reported;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * At any time, also after the end.
   *
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_NOT_REPORTED, or TOO_MANY_RESULTS
   */
  public void error(Caller caller, RunId id, RunError error) {
    Instant now = clock.instant();
    record(caller, id, row -> reported.recordErrors(id, List.of(error)),
        error.failure().message().lines().limit(MOST_LINES)
            .map(line -> new JournalEvent.LogLine(now, LogLevel.ERROR, line, error.uniqueId())).toList());
  }

  /**
   * While the run goes on; a node that was reported before is replaced.
   *
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_NOT_REPORTED, RUN_STATUS_REFUSED when the run is not RUNNING, or TOO_MANY_RESULTS
   */
  public void nodes(Caller caller, RunId id, List<NodeResult> results) {
    Instant now = clock.instant();
    record(caller, id, row -> {
      RunStatus status = row.run().state().status();
      if (status != RunStatus.RUNNING) {
        throw new Rejected(Failure.of(FailureCode.RUN_STATUS_REFUSED,
            "Run " + id.value() + " is " + status.wireName() + "; its models are reported while it is RUNNING."));
      }
      reported.recordNodes(id, results);
    }, results.stream().map(result -> new JournalEvent.NodeFinished(now, result)).toList());
  }

  /**
   * For work around reports on a run, such as a transaction: it has to have its turn before it begins and until what it tells the journal
   * is told.
   */
  public <T> T inTurn(RunId run, Supplier<T> around) {
    return journal.inTurn(run, around);
  }

  /** The final status closed the journal; nothing goes behind it. */
  private void record(Caller caller, RunId id, Consumer<RunRecord> rows, List<? extends JournalEvent> events) {
    inTurn(id, () -> work.inTransaction(() -> {
      RunRecord row = Reporters.lock(runs, caller, id);
      rows.accept(row);
      ResultBounds.check(id, reported.recorded(id));
      if (!(row.run().state() instanceof RunState.Final)) {
        work.afterCommit(() -> journal.append(row.run(), events));
      }
      return row;
    }));
  }
}
