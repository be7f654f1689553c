package io.datachannel.dbt.application.reporting;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.journal.InMemoryLogUploads;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.projects.InMemoryProjectVariables;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.runs.InMemoryRunLedger;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.application.workspace.ConfiguredParts;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The use cases of MetaAPI on fakes, with one project of one account. */
final class ReportingFixture {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final Caller PIPELINE = new Caller(new AccountId(1), new UserId(7), Role.SERVICE);
  static final RunFacts NO_FACTS = new RunFacts(Optional.empty(), Optional.empty());

  final SettableClock clock = new SettableClock(NOW);
  final InMemoryRuns runs = new InMemoryRuns();
  final InMemoryRunLedger ledger = runs.ledger();
  final InMemoryRunLogs logs = new InMemoryRunLogs();
  final InMemoryLogUploads uploads = logs.uploads();
  final DirectUnitOfWork work = new DirectUnitOfWork();
  final InMemoryProjects projects = new InMemoryProjects();
  final InMemoryWarehouses warehouses = new InMemoryWarehouses();
  final InMemoryProjectVariables variables = new InMemoryProjectVariables();
  final ProjectId project = projects.add(PIPELINE, "00000000-0000-4000-8000-000000000001", aProject().definition());
  final KnownSecrets secrets = new KnownSecrets(projects, new ConfiguredParts(warehouses, new InMemoryCredentials(), variables));
  final ReportJournal journal = new ReportJournal(logs, secrets);
  private final ReportedRuns reported = new ConcealingReports(runs.reported(), runs, secrets);
  final ReportRun reportRun = new ReportRun(projects, runs, runs.reported(), work, journal, clock);
  final ReportStatus reportStatus = new ReportStatus(runs, ledger, reported, work, journal, clock);
  final ReportResults reportResults = new ReportResults(runs, reported, work, journal, clock);

  RunId entered(RunReport.Stage stage) {
    return reportRun.report(PIPELINE, report(stage, Optional.empty())).row().run().id();
  }

  RunReport report(RunReport.Stage stage, Optional<String> externalId) {
    return new RunReport(project, RunType.SCHEDULED, DbtCommand.RUN, new ModelSelection.AllModels(), stage, NO_FACTS, externalId);
  }

  RunId queued() {
    return entered(new RunReport.Stage.Queued());
  }

  RunId running() {
    return entered(new RunReport.Stage.Running(Optional.empty()));
  }

  RunRecord begin(RunId run) {
    return reportStatus.report(PIPELINE, run, new StatusReport(new StatusReport.Status.Running(), Optional.empty(), NO_FACTS));
  }

  RunRecord end(RunId run, RunStatus status) {
    return end(run, status, Optional.empty(), Optional.empty());
  }

  RunRecord end(RunId run, RunStatus status, Optional<NodeTally> counts, Optional<Failure> failure) {
    return reportStatus.report(PIPELINE, run, new StatusReport(
        new StatusReport.Status.Ended(new ReportedOutcome(status, counts, failure)), Optional.empty(), NO_FACTS));
  }

  void node(RunId run, String name, String dbtStatus) {
    reportResults.nodes(PIPELINE, run, List.of(new NodeResult("model.shop." + name, "model", name, dbtStatus, Optional.of(NOW),
        Duration.ofMillis(20), OptionalLong.empty(), "", "")));
  }

  RunRecord run(RunId run) {
    return runs.find(PIPELINE.account(), run).orElseThrow();
  }

  List<RunError> errors(RunId run) {
    return ledger.errors(PIPELINE.account(), run);
  }

  List<JournalEvent> journal(RunId run) {
    return logs.read(PIPELINE.account(), run, 0, Duration.ZERO).stream().map(JournalEntry::event).toList();
  }
}
