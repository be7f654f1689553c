package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.DeleteCollection;
import io.datachannel.dbt.application.collections.InMemoryCollections;
import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.pipelines.InMemoryPipelineLoads;
import io.datachannel.dbt.application.pipelines.ReportPipelineLoad;
import io.datachannel.dbt.application.projects.ChangeProject;
import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryProjectHistory;
import io.datachannel.dbt.application.projects.InMemoryProjectUses;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.projects.ProjectParts;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The schedules of one project of one account on fakes: models a, b and c, and a test of a. It is 2026-03-02T09:00:00Z, a Monday. */
final class ScheduleFixture {
  /** How many runs may wait. */
  static final int QUOTA = 3;
  static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);

  final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
  final InMemoryProjects projects = new InMemoryProjects();
  final InMemorySchedules schedules = new InMemorySchedules(projects);
  final InMemoryDueSchedules due = new InMemoryDueSchedules(projects, schedules);
  final InMemoryCollections collections = new InMemoryCollections(projects);
  final InMemoryProjectHistory history = new InMemoryProjectHistory();
  final InMemoryRuns runs = new InMemoryRuns();
  final InMemoryFiringLog firings = new InMemoryFiringLog(runs);
  final InMemoryPipelineLoads loads = new InMemoryPipelineLoads();
  final InMemoryModelCatalog catalog = new InMemoryModelCatalog(projects);
  final DirectUnitOfWork work = new DirectUnitOfWork();
  final ProjectId project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001", ProjectBuilder.aProject().definition());
  private final CancelRun cancelRun =
      new CancelRun(runs, new ChangeRun(runs, work), new RunningRuns(), new InMemoryRunLogs(), clock);
  private final ScheduleBooks books =
      new ScheduleBooks(schedules, firings, new NarrowQueuedRuns(firings, runs.waiting(), cancelRun, work));
  final ReadSchedules read = new ReadSchedules(projects, catalog, collections, schedules);
  final ChangeSchedules change =
      new ChangeSchedules(read, new CheckDefinition(catalog, loads), books, history, work, clock);
  final ChangeCollection changeCollection =
      new ChangeCollection(read, catalog, collections, books.queued(), history, work);
  final DeleteCollection deleteCollection = new DeleteCollection(read, collections, books, history, work, clock);
  final SettleFirings settle = new SettleFirings(firings, runs, runs.ledger(), catalog);
  final ReportPipelineLoad reportLoad = new ReportPipelineLoad(loads, due, projects, work, clock);
  final ChangeProject changeProject = new ChangeProject(projects,
      new ProjectParts(new InMemoryWarehouses(), new InMemoryCredentials(), new InMemoryProjectUses(projects)), history, new PlanSchedules(schedules, clock), work);

  ScheduleFixture() {
    theLastRefreshFound("a", "b", "c");
  }

  void theLastRefreshFound(String... models) {
    List<Model> all = new ArrayList<>(Arrays.stream(models).map(name -> ModelBuilder.aModel(name).build()).toList());
    all.add(ModelBuilder.aTest("not_null_a").dependsOn("model.shop.a").build());
    catalog.replace(project, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("unused")), all);
  }

  void givenTheTimeIs(String instant) {
    clock.advance(Duration.between(clock.instant(), Instant.parse(instant)));
  }

  /** One tick of one copy of the service. */
  int tick() {
    return copy().tick();
  }

  FireSchedules copy() {
    return copy(runs.waiting());
  }

  FireSchedules copy(QueuedRuns waiting) {
    WorkSignal signal = new WorkSignal();
    QueueFirings queue = queue(new OfferRun(runs.slots(4), runs, QUOTA, work, signal), waiting);
    return new FireSchedules(due, new FireProjects(new InMemoryDueProjects(due, read, schedules, firings), loads, queue, clock),
        work, clock, signal, new Random(1));
  }

  QueueFirings queue(OfferRun offer, QueuedRuns waiting) {
    return new QueueFirings(offer, new MergeFirings(waiting, firings), new JoinQueuedRun(waiting));
  }

  ChangeSchedules.Changed done(ScheduleWish wish) {
    return change.change(CALLER, project, wish);
  }

  ScheduleId set(ScheduleBuilder schedule) {
    return done(new ScheduleWish.Set(schedule.definition(), false)).schedule().orElseThrow().id();
  }

  void remove(ScheduleId id) {
    done(new ScheduleWish.Remove(id, new ExpectedRevision.Any()));
  }

  CollectionId collection(String... models) {
    return collections.add(project, "marts", List.of(models));
  }

  ScheduleRecord row(ScheduleId id) {
    return schedules.find(CALLER.account(), project, id).orElseThrow();
  }

  /** What became of the firings, oldest first, for example {@code 1 09:00 QUEUED run 1}. */
  List<String> told() {
    return firings.all().stream().map(ScheduleFixture::line).toList();
  }

  private static String line(FiringRecord firing) {
    return firing.schedule().value() + " " + firing.plannedAt().toString().substring(5, 16).replace('T', ' ') + " "
        + switch (firing.outcome()) {
          case FiringOutcome.Queued queued -> (queued.caughtUp() ? "CAUGHT_UP run " : "QUEUED run ") + queued.run().value();
          case FiringOutcome.Merged merged -> "MERGED " + merged.firing();
          case FiringOutcome.Skipped _ -> "SKIPPED";
          case FiringOutcome.NothingGoverned _ -> "NOTHING_GOVERNED";
        };
  }

  /** The selections of the project's runs, oldest first. */
  List<ModelSelection> selections() {
    return runs.of(project).stream().map(run -> run.order().selection()).toList();
  }

  void claimed(RunId id) {
    move(id, new RunState.Running(clock.instant(), new Lease("copy", 1)));
  }

  void move(RunId id, RunState next) {
    Run run = runs.lock(id).orElseThrow();
    runs.move(run, next);
  }

  static ModelSelection selected(String... models) {
    return new ModelSelection.SelectedModels(Arrays.stream(models).map(name -> "model.shop." + name).toList());
  }

  static ModelSelection allExcept(String... models) {
    return new ModelSelection.AllModelsExcept(Arrays.stream(models).map(name -> "model.shop." + name).toList());
  }
}
