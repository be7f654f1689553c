package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlProjects;
import io.datachannel.dbt.adapters.persistence.MySqlReportedRuns;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.rest.meta.PipelinesResource;
import io.datachannel.dbt.adapters.rest.meta.ReportedResultsResource;
import io.datachannel.dbt.adapters.rest.meta.ReportedRunsResource;
import io.datachannel.dbt.adapters.rest.meta.UploadedLogsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.storage.RunStorage;
import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.notifications.AnnouncedRuns;
import io.datachannel.dbt.application.pipelines.ReportPipelineLoad;
import io.datachannel.dbt.application.reporting.ConcealingReports;
import io.datachannel.dbt.application.reporting.ConcealingUploads;
import io.datachannel.dbt.application.reporting.ReceiveLog;
import io.datachannel.dbt.application.reporting.ReportJournal;
import io.datachannel.dbt.application.reporting.ReportResults;
import io.datachannel.dbt.application.reporting.ReportRun;
import io.datachannel.dbt.application.reporting.ReportStatus;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.bootstrap.Repositories.Configured;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import java.time.InstantSource;
import java.util.Set;

/** The wiring of MetaAPI: what pipelines and runners elsewhere report. */
final class Reporting {
  private Reporting() {}

  /** The resources of {@link io.datachannel.dbt.adapters.rest.MetaApi}. @param megabytes of the longest log that is taken */
  static Set<Object> resources(Database database, Configured configured, Recorded recorded, RunStorage files, int megabytes,
      ReportPipelineLoad reportLoad, PostOnce once, InstantSource clock) {
    MySqlUnitOfWork work = new MySqlUnitOfWork(database);
    AnnouncedRuns runs = recorded.runs();
    RunLedger ledger = recorded.ledger();
    KnownSecrets secrets = new KnownSecrets(configured.projects(), configured.parts(configured.credentials()));
    ConcealingReports reported = new ConcealingReports(new MySqlReportedRuns(database), runs, secrets);
    LogUploads uploads = new ConcealingUploads(files.uploads(), runs, secrets);
    ReportJournal journal = new ReportJournal(files.logs(), secrets);
    return Set.of(
        new ReportedRunsResource(runs, reported,
            new ReportRun(new MySqlProjects(database), runs, reported, work, journal, clock),
            new ReportStatus(runs, ledger, reported, work, journal, clock), once),
        new ReportedResultsResource(runs, ledger, new ReportResults(runs, reported, work, journal, clock), once),
        new UploadedLogsResource(runs, files.logs(), new ReceiveLog(runs, ledger, uploads, work, journal, clock), megabytes * 1024L * 1024),
        new PipelinesResource(reportLoad, once));
  }
}
