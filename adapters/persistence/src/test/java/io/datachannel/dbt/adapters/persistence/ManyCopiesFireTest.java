package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.schedules.ChangeSchedules;
import io.datachannel.dbt.application.schedules.CheckDefinition;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.FireProjects;
import io.datachannel.dbt.application.schedules.FireSchedules;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.JoinQueuedRun;
import io.datachannel.dbt.application.schedules.MergeFirings;
import io.datachannel.dbt.application.schedules.NarrowQueuedRuns;
import io.datachannel.dbt.application.schedules.QueueFirings;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.schedules.ScheduleBooks;
import io.datachannel.dbt.application.schedules.ScheduleWish;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.Timing;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several copies of the service that tick at once, on one database. */
@ExtendWith(TestDatabase.class)
class ManyCopiesFireTest {
  private static final int COPIES = 4;
  private static final Caller CALLER = new Caller(OURS, new UserId(1), Role.EDITOR);

  /** However late in the hour the test runs, its last firing is made good. */
  private static final Timing HOURLY =
      new Timing(new Cadence.EveryHours(1, 0, 0), ZoneOffset.UTC, ClockChange.STANDARD, Optional.of(Duration.ofDays(1)));

  private Database database;
  private MySqlUnitOfWork work;
  private MySqlRuns runs;
  private MySqlSchedules schedules;
  private MySqlFiringLog firings;
  private DatabaseClock clock;
  private ScheduleBooks books;
  private ReadSchedules read;

  /** The database is there once a test begins. */
  @BeforeEach
  void wire() {
    database = TestDatabase.database();
    work = new MySqlUnitOfWork(database);
    runs = new MySqlRuns(database);
    schedules = new MySqlSchedules(database, new FakeCronReader());
    firings = new MySqlFiringLog(database);
    clock = new DatabaseClock(database);
    CancelRun cancelRun = new CancelRun(runs, new ChangeRun(runs, work), new RunningRuns(), new InMemoryRunLogs(), clock);
    books = new ScheduleBooks(schedules, firings, new NarrowQueuedRuns(firings, new MySqlQueuedRuns(database), cancelRun, work));
    read = new ReadSchedules(
        new MySqlProjects(database), new MySqlModelCatalog(database), new MySqlCollections(database), schedules);
  }

  private FireSchedules copy(int seed) {
    WorkSignal signal = new WorkSignal();
    OfferRun offer = new OfferRun(new MySqlAccountSlots(database, 4), runs, 10_000, work, signal);
    MySqlQueuedRuns queued = new MySqlQueuedRuns(database);
    QueueFirings queue = new QueueFirings(offer, new MergeFirings(queued, firings), new JoinQueuedRun(queued));
    return new FireSchedules(new MySqlDueSchedules(database), new FireProjects(new MySqlDueProjects(database, new FakeCronReader()),
        new MySqlPipelineLoads(database), queue, clock), work, clock, signal, new Random(seed));
  }

  private ChangeSchedules change() {
    return new ChangeSchedules(read, new CheckDefinition(new MySqlModelCatalog(database), new MySqlPipelines(database)),
        books, new MySqlProjectHistory(database), work, clock);
  }

  /** Hourly schedules whose last hour is just to be fired, one in each project. */
  private Map<ScheduleId, ProjectId> due(int count) {
    Instant now = clock.instant();
    Map<ScheduleId, ProjectId> due = new LinkedHashMap<>();
    for (int number = 0; number < count; number++) {
      ProjectId project = TestDatabase.fixture().project(OURS);
      due.put(schedules.add(aSchedule().of(project).at(HOURLY).due(now)
          .handledUntil(now.minusSeconds(3600)).fresh()), project);
    }
    return due;
  }

  private void tickAtOnce(Runnable beside) {
    List<CompletableFuture<Void>> copies = new ArrayList<>(List.of(CompletableFuture.runAsync(beside)));
    for (int seed = 0; seed < COPIES; seed++) {
      FireSchedules copy = copy(seed);
      copies.add(CompletableFuture.runAsync(() -> {
        for (int beat = 0; beat < 5; beat++) {
          copy.tick();
        }
      }));
    }
    copies.forEach(CompletableFuture::join);
  }

  private List<FiringRecord> fired(ScheduleId schedule, ProjectId project) {
    return firings.list(OURS, project, schedule, new Page(0, 100)).stream()
        .filter(firing -> firing.outcome() instanceof FiringOutcome.Queued).toList();
  }

  @Test
  @Tag("fault-11")
  void eachScheduleFiresOnce() {
    Map<ScheduleId, ProjectId> due = due(30);

    tickAtOnce(() -> { });

    due.forEach((schedule, project) -> {
      assertEquals(1, fired(schedule, project).size());
      assertEquals(1, runs.list(OURS, RunFilter.ALL.of(project), new Page(0, 10)).size());
    });
  }

  @Test
  void aRunThatWaitsTakesInWhatFallsDueAMomentLater() {
    Map<ScheduleId, ProjectId> due = due(1);
    ProjectId project = due.values().iterator().next();
    copy(1).tick();
    Instant now = clock.instant();
    ScheduleId later = schedules.add(aSchedule().of(project).at(HOURLY).due(now).handledUntil(now.minusSeconds(3600)).fresh());

    copy(2).tick();

    assertEquals(1, runs.list(OURS, RunFilter.ALL.of(project), new Page(0, 10)).size());
    assertEquals(1, fired(later, project).size());
  }

  @Test
  void aRunThatWaitsBuildsWhatItsScheduleGovernsAtTheNextFiring() {
    Map.Entry<ScheduleId, ProjectId> due = due(1).entrySet().iterator().next();
    ProjectId project = due.getValue();
    TestDatabase.execute(TestDatabase.settings(), List.of("insert into dc_admin.configured_dbt_models "
        + "(dbt_project_id, unique_id, name, path, model_json) values (%1$d, 'model.shop.a', 'a', 'models', '{}'), (%1$d, 'model.shop.b', 'b', 'models', '{}')"
        .formatted(project.value())));
    ScheduleId taken = schedules.add(aSchedule().of(project).on("model.shop.a").setAs(2).paused().fresh());
    copy(1).tick();
    anHourLater();
    copy(2).tick();
    assertEquals(List.of(new ModelSelection.AllModelsExcept(List.of("model.shop.a"))), selections(project));
    change().change(CALLER, project, new ScheduleWish.Remove(taken, new ExpectedRevision.Any()));
    anHourLater();
    copy(3).tick();

    assertEquals(List.of(new ModelSelection.AllModels()), selections(project));
    FiringRecord carried = fired(due.getKey(), project).getFirst();
    assertEquals(new ModelSelection.AllModels(), ((FiringOutcome.Queued) carried.outcome()).selection());
    assertEquals(2, firings.list(OURS, project, due.getKey(), new Page(0, 100)).stream()
        .filter(firing -> firing.outcome() instanceof FiringOutcome.Merged merged && merged.firing() == carried.id()).count());
  }

  /** As if all that has happened had happened an hour earlier. */
  private static void anHourLater() {
    TestDatabase.execute(TestDatabase.settings(), List.of(
        "update dc_admin.dbt_schedule_firings set planned_at = planned_at - interval 1 hour order by planned_at",
        "update dc_admin.dbt_project_schedules set handled_until = handled_until - interval 1 hour, next_fire_at = utc_timestamp(6) where status = 'ACTIVE'"));
  }

  private List<ModelSelection> selections(ProjectId project) {
    return runs.list(OURS, RunFilter.ALL.of(project), new Page(0, 10)).stream().map(run -> run.run().order().selection()).toList();
  }

  @Test
  @Tag("fault-45")
  void aScheduleThatIsDeletedMeanwhileHasFiredOrNot() {
    Map<ScheduleId, ProjectId> due = due(20);
    ChangeSchedules change = change();

    tickAtOnce(() -> due.forEach((schedule, project) ->
        change.change(CALLER, project, new ScheduleWish.Remove(schedule, new ExpectedRevision.Any()))));

    due.forEach((schedule, project) -> {
      List<RunRecord> made = runs.list(OURS, RunFilter.ALL.of(project), new Page(0, 10));
      assertEquals(fired(schedule, project).size(), made.size());
      assertTrue(made.stream().allMatch(run -> run.run().state().status() == RunStatus.CANCELLED), "a queued run lost its models");
      assertEquals(List.of(), schedules.all(OURS, project));
    });
  }
}
