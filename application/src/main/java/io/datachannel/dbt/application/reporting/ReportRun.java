package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Enters a run that someone else carries out (specification, "MetaAPI": "An endpoint to add an entry in the database"). */
public final class ReportRun {
  private final Projects projects;
  private final Runs runs;
  private final ReportedRuns reported;
  private final UnitOfWork work;
  private final ReportJournal journal;
  private final InstantSource clock;

  public ReportRun(Projects projects, Runs runs, ReportedRuns reported, UnitOfWork work, ReportJournal journal, InstantSource clock) {
    this.projects = projects;
    this.runs = runs;
    this.reported = reported;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @throws InvalidInput when the account has no such project, or an instant is out of bounds
   * @throws Rejected with PROJECT_NOT_ACTIVE when it is deleted
   */
  public Entered report(Caller caller, RunReport report) {
    Instant now = clock.instant();
    return work.inTransaction(() -> {
      Entered entered = enter(caller, report, now);
      if (entered instanceof Entered.Fresh(RunRecord row) && row.startedAt().isPresent()) {
        work.afterCommit(() -> tellStart(row, row.startedAt().get()));
      }
      return entered;
    });
  }

  /** Whoever sees the row may end the run at once; nothing goes behind its end. */
  private void tellStart(RunRecord row, Instant at) {
    journal.inTurn(row.run().id(), () -> {
      boolean goesOn = runs.find(row.run().account(), row.run().id())
          .filter(now -> !(now.run().state() instanceof RunState.Final)).isPresent();
      if (goesOn) {
        journal.append(row.run(), List.of(new JournalEvent.StatusChanged(at, RunStatus.RUNNING)));
      }
      return row;
    });
  }

  private Entered enter(Caller caller, RunReport report, Instant now) {
    Project project = NotDeleted.check(projects.lock(caller.account(), report.project())
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "projectId",
            "There is no project " + report.project().value() + " in this account.")));
    Instant started = switch (report.stage()) {
      case RunReport.Stage.Queued _ -> now;
      case RunReport.Stage.Running running -> ReportTimes.checked("startedAt", running.startedAt().orElse(now), now);
    };
    ReportedRuns.Added added = reported.add(new NewReportedRun(caller.account(), project.id(), order(report, project),
        started.isBefore(now) ? started : now, new CarriedOutBy.Reporter(report.externalId())));
    return switch (added) {
      case ReportedRuns.Added.Fresh fresh -> {
        begin(caller, report, fresh, started);
        yield new Entered.Fresh(runs.find(caller.account(), fresh.id()).orElseThrow());
      }
      case ReportedRuns.Added.Known known -> new Entered.Known(sameProject(
          runs.find(caller.account(), known.id()).orElseThrow(), project));
    };
  }

  private void begin(Caller caller, RunReport report, ReportedRuns.Added.Fresh fresh, Instant started) {
    if (!report.facts().isEmpty()) {
      reported.recordFacts(fresh.id(), report.facts());
    }
    switch (report.stage()) {
      case RunReport.Stage.Queued _ -> { }
      case RunReport.Stage.Running _ -> new ChangeRun(runs, work).apply(fresh.id(), new RunEvent.Claimed(started, Reporters.lease(caller)));
    }
  }

  private static RunRecord sameProject(RunRecord known, Project project) {
    if (!known.run().project().equals(project.id())) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "externalId", "'externalId' names run " + known.run().id().value()
          + " already, which is of project " + known.run().project().value() + "; give each run an id of its own.");
    }
    return known;
  }

  private static RunOrder order(RunReport report, Project project) {
    ProjectSettings settings = project.definition().settings();
    return new RunOrder(report.type(), report.command(), report.selection(), false, "{}", DbtArguments.NONE,
        settings.threads(), settings.timeout());
  }

  /** What became of the report. */
  public sealed interface Entered {
    RunRecord row();

    /** The run is new. */
    record Fresh(RunRecord row) implements Entered {}

    /** It was reported before, under the same external id; nothing was changed. */
    record Known(RunRecord row) implements Entered {}
  }
}
