package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.RunChange;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Moves a reported run on (specification, "MetaAPI": "update its status based on a run's outcome"). */
public final class ReportStatus {
  private static final Logger LOG = System.getLogger(ReportStatus.class.getName());

  private final Runs runs;
  private final RunLedger ledger;
  private final ReportedRuns reported;
  private final UnitOfWork work;
  private final ReportJournal journal;
  private final InstantSource clock;

  public ReportStatus(Runs runs, RunLedger ledger, ReportedRuns reported, UnitOfWork work, ReportJournal journal, InstantSource clock) {
    this.runs = runs;
    this.ledger = ledger;
    this.reported = reported;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * The same report once more changes nothing.
   *
   * @return the run after the report
   * @throws NotFound     when the account has no such run
   * @throws Rejected     with RUN_NOT_REPORTED, or RUN_STATUS_REFUSED when its status cannot follow
   * @throws InvalidInput when the report contradicts itself or the reported nodes
   */
  public RunRecord report(Caller caller, RunId id, StatusReport report) {
    return journal.inTurn(id, () -> {
      RunRecord before = Reporters.find(runs, caller, id);
      StatusReport concealed = report.redacted(journal.redactorOf(before.run()));
      RunRecord after = work.inTransaction(() -> change(caller, id, concealed));
      if (before.run().state().status() != after.run().state().status()) {
        tell(after);
      }
      if (after.run().state() instanceof RunState.Final && after.logPath().isEmpty()) {
        storeLog(after);
      }
      return Reporters.find(runs, caller, id);
    });
  }

  private RunRecord change(Caller caller, RunId id, StatusReport report) {
    RunRecord row = Reporters.lock(runs, caller, id);
    if (RepeatedReport.isSame(row, report)) {
      return row;
    }
    Instant now = clock.instant();
    Instant at = ReportTimes.notBefore(row.startedAt().orElse(row.queuedAt()), "at",
        ReportTimes.checked("at", report.at().orElse(now), now));
    switch (report.status()) {
      case StatusReport.Status.Running _ -> move(caller, row, ReportedChange.running(caller, at));
      case StatusReport.Status.Ended ended -> {
        RunState.Final outcome = ended.outcome().at(at, NodeTally.of(ledger.nodes(caller.account(), id)));
        move(caller, row, ReportedChange.ended(row.run().state(), outcome));
        ended.counts().ifPresent(counts -> reported.recordCounts(id, counts));
        reported.recordErrors(id, EndErrors.of(ended, ledger.nodes(caller.account(), id), ledger.errors(caller.account(), id)));
      }
    }
    if (!report.facts().isEmpty()) {
      reported.recordFacts(id, report.facts());
    }
    return Reporters.find(runs, caller, id);
  }

  private void move(Caller caller, RunRecord row, RunEvent event) {
    switch (new ChangeRun(runs, work).apply(row.run().id(), event)) {
      case RunChange.Changed _ -> { }
      case RunChange.Refused refused ->
          throw new Rejected(ReportedChange.refusal(caller, row.run().id().value(), refused.state()));
      case RunChange.Fenced _ -> throw new IllegalStateException("a report carries no lease");
    }
  }

  private void tell(RunRecord row) {
    RunStatus status = row.run().state().status();
    Instant at = row.finishedAt().or(row::startedAt).orElseGet(clock::instant);
    journal.append(row.run(), List.of(new JournalEvent.StatusChanged(at, status)));
  }

  /** The next report of the same tries again. */
  private void storeLog(RunRecord row) {
    try {
      journal.logs().store(row.run().account(), row.run().id(), path -> ledger.recordLog(row.run().id(), path));
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the journal of reported run " + row.run().id().value() + " could not be stored", unavailable);
    }
  }
}
