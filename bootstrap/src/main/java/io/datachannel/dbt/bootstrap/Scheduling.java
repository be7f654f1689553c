package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseClock;
import io.datachannel.dbt.adapters.persistence.MySqlCollections;
import io.datachannel.dbt.adapters.persistence.MySqlDueSchedules;
import io.datachannel.dbt.adapters.persistence.MySqlFiringLog;
import io.datachannel.dbt.adapters.persistence.MySqlPipelineLoads;
import io.datachannel.dbt.adapters.persistence.MySqlPipelines;
import io.datachannel.dbt.adapters.persistence.MySqlQueuedRuns;
import io.datachannel.dbt.adapters.persistence.MySqlSchedules;
import io.datachannel.dbt.adapters.rest.collections.CollectionChangesResource;
import io.datachannel.dbt.adapters.rest.collections.CollectionsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.schedules.RunFiringsResource;
import io.datachannel.dbt.adapters.rest.schedules.ScheduleChangesResource;
import io.datachannel.dbt.adapters.rest.schedules.SchedulesResource;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.cron.CronUtilsReader;
import io.datachannel.dbt.application.collections.AddCollection;
import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.DeleteCollection;
import io.datachannel.dbt.application.pipelines.ReportPipelineLoad;
import io.datachannel.dbt.application.refresh.CompareModels;
import io.datachannel.dbt.application.refresh.KeepModels;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.schedules.ChangeSchedules;
import io.datachannel.dbt.application.schedules.CheckDefinition;
import io.datachannel.dbt.application.schedules.FireSchedules;
import io.datachannel.dbt.application.schedules.NarrowQueuedRuns;
import io.datachannel.dbt.application.schedules.PlanSchedules;
import io.datachannel.dbt.application.schedules.PreviewCollection;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.schedules.ReplanSchedules;
import io.datachannel.dbt.application.schedules.ScheduleBooks;
import io.datachannel.dbt.application.schedules.SettleFirings;
import io.datachannel.dbt.bootstrap.Repositories.Configured;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import java.time.Duration;
import java.util.Set;

/** The wiring of collections and schedules. What is due, the clock of the database says, which all copies share. */
record Scheduling(Repositories kept, MySqlCollections collections, ScheduleBooks books, MySqlDueSchedules due, Database database,
    DatabaseClock clock) {
  private static final Duration TICK = Duration.ofMillis(300);
  private static final Duration SETTLE = Duration.ofSeconds(1);

  static Scheduling of(Database database, Repositories kept, CancelRun cancelRun) {
    MySqlFiringLog firings = new MySqlFiringLog(database);
    ScheduleBooks books = new ScheduleBooks(new MySqlSchedules(database, new CronUtilsReader()), firings,
        new NarrowQueuedRuns(firings, new MySqlQueuedRuns(database), cancelRun, kept.work()));
    return new Scheduling(
        kept, new MySqlCollections(database), books, new MySqlDueSchedules(database), database, new DatabaseClock(database));
  }

  /** For the refreshes of projects. */
  KeepModels keepModels() {
    return new KeepModels(kept.configured().projects(), kept.recorded().catalog(), kept.recorded().modelDetails(), collections, kept.work(),
        clock);
  }

  /** For what refreshes tell. */
  CompareModels compareModels() {
    return new CompareModels(kept.recorded().catalog(), collections, books.schedules());
  }

  /** For pausing, resuming and deleting projects. */
  PlanSchedules plan() {
    return new PlanSchedules(books.schedules(), clock);
  }

  /** For MetaAPI. */
  ReportPipelineLoad reportLoad() {
    return new ReportPipelineLoad(new MySqlPipelineLoads(database), due, kept.configured().projects(), kept.work(), clock);
  }

  Set<Object> resources(PostOnce once) {
    Configured configured = kept.configured();
    Recorded recorded = kept.recorded();
    ChangeSchedules change = new ChangeSchedules(read(), new CheckDefinition(recorded.catalog(), new MySqlPipelines(database)), books,
        configured.history(), kept.work(), clock);
    return Set.of(
        new CollectionsResource(configured.projects(), collections,
            new AddCollection(configured.projects(), recorded.catalog(), collections, configured.history(), kept.work()), once),
        new CollectionChangesResource(
            new ChangeCollection(read(), recorded.catalog(), collections, books.queued(), configured.history(), kept.work()),
            new PreviewCollection(read(), collections, recorded.catalog(), clock),
            new DeleteCollection(read(), collections, books, configured.history(), kept.work(), clock)),
        new SchedulesResource(read(), books.firings(), clock),
        new ScheduleChangesResource(change, new CronUtilsReader(), once),
        new RunFiringsResource(recorded.runs(), books.firings()));
  }

  void beat(Heartbeat heartbeat, FireSchedules fireSchedules) {
    Recorded recorded = kept.recorded();
    SettleFirings settle = new SettleFirings(books.firings(), recorded.runs(), recorded.ledger(), recorded.catalog());
    heartbeat.paced("fire schedules", fireSchedules::tick, () -> fireSchedules.untilNext(TICK));
    ReplanSchedules replan = new ReplanSchedules(due, books.schedules(), kept.work());
    Thread.ofVirtual().name("replan schedules").start(replan::replan);
    heartbeat.every(SETTLE, "settle firings", settle::tick);
  }

  private ReadSchedules read() {
    return new ReadSchedules(kept.configured().projects(), kept.recorded().catalog(), collections, books.schedules());
  }
}
