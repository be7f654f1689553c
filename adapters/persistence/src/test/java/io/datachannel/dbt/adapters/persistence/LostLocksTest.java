package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.AccountSlots.Slot;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.runs.RunChange;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.FireProjects;
import io.datachannel.dbt.application.schedules.FireSchedules;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.JoinQueuedRun;
import io.datachannel.dbt.application.schedules.MergeFirings;
import io.datachannel.dbt.application.schedules.QueueFirings;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claims, ends, offers and firings go on while others lock the same rows, so that the database gives up the service's transactions. */
@Tag("fault-14")
@ExtendWith(TestDatabase.class)
class LostLocksTest {
  private static final int ACCOUNTS = 3;
  private static final int ENOUGH_DEADLOCKS = 10;
  private static final int ENOUGH_TIMEOUTS = 5;
  private static final int AT_ONCE = 20;
  private static final int LONGEST_SECONDS = 60;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Timing HOURLY =
      new Timing(new Cadence.EveryHours(1, 0, 0), ZoneOffset.UTC, ClockChange.STANDARD, Optional.of(Duration.ofDays(1)));

  private final LockTrouble trouble = new LockTrouble();
  private final Set<RunId> offered = ConcurrentHashMap.newKeySet();
  private final Map<RunId, Integer> ends = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  void everyRunEndsOnceEachScheduleFiresOnceAndAllCountsAreRight() {
    LockTrouble.prepare();
    try (Database database = Database.open(LockTrouble.impatient(), PlatformTables.CREATED);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      UnitOfWork work = trouble.counted(new MySqlUnitOfWork(database));
      RunStore store = new RunStore(work, new MySqlRuns(database), new MySqlRunQueue(database), new MySqlRunLedger(database),
          new MySqlAccountSlots(database, 4));
      Map<ScheduleId, ProjectId> due = due(12);
      Runnable worker = () -> {
        while (trouble.goesOn() || isQueued(store)) {
          again(() -> store.claim("copy", LONG)).ifPresent(run -> end(store, run));
        }
      };
      Runnable ticks = () -> {
        FireSchedules copy = copy(database, work);
        while (trouble.goesOn()) {
          again(() -> {
            copy.tick();
            return true;
          });
        }
        copy.tick();
      };
      Stream<Runnable> jobs = Stream.of(worker, worker, worker, ticks, ticks, () -> offer(store),
          () -> trouble.lockForLong(1), () -> trouble.lockInTheOtherOrder(2), () -> trouble.lockInTheOtherOrder(3));
      CompletableFuture<?>[] all = jobs.map(job -> CompletableFuture.runAsync(job, threads)
          .whenComplete((_, failed) -> stopWhen(failed != null))).toArray(CompletableFuture[]::new);

      CompletableFuture.allOf(all).orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).exceptionally(failed -> {
        trouble.end();
        throw new AssertionError(trouble.deadlocks + " deadlocks, " + trouble.timeouts + " waits, " + trouble.own + " of the others", failed);
      }).join();

      assertTrue(ends.keySet().containsAll(offered));
      ends.forEach((run, times) -> assertEquals(1, times, () -> "run " + run));
      IntStream.rangeClosed(1, ACCOUNTS).mapToObj(AccountId::new).forEach(account -> assertEquals(new Slot(0, 0, 4), store.slot(account)));
      due.forEach((schedule, project) -> {
        assertEquals(1, new MySqlFiringLog(database).list(OURS, project, schedule, new Page(0, 100)).stream()
            .filter(firing -> firing.outcome() instanceof FiringOutcome.Queued).count());
      });
      assertEquals(offered.size() + due.size(), ends.size());
    }
  }

  private void stopWhen(boolean failed) {
    if (failed) {
      trouble.end();
    }
  }

  /** As the loops of the service do: what the database gives up for good is done again at the next look. */
  private <T> T again(Supplier<T> work) {
    for (;;) {
      try {
        return work.get();
      } catch (PortFailure failed) {
        assertEquals(FailureCode.DATABASE_UNAVAILABLE, failed.code());
        failures.incrementAndGet();
      }
    }
  }

  private void end(RunStore store, Run run) {
    RunChange change = again(() -> new ChangeRun(store.runs(), store.unitOfWork()).apply(run.id(), ((RunState.Running) run.state()).lease(),
        new RunEvent.Completed(FINISHED_AT, new NodeTally(1, 0, 0, 0, 0)), _ -> { }));
    assertTrue(change instanceof RunChange.Changed, change::toString);
    ends.merge(run.id(), 1, Integer::sum);
  }

  /** More runs until there was trouble enough. */
  private void offer(RunStore store) {
    for (int number = 0; trouble.goesOn() && !isEnough(); number++) {
      AccountId account = new AccountId(1 + number % ACCOUNTS);
      offered.addAll(again(() -> store.unitOfWork().inTransaction(() ->
          IntStream.range(0, AT_ONCE).mapToObj(_ -> store.runs().add(aRun().in(account).fresh())).toList())));
    }
    trouble.end();
  }

  private boolean isEnough() {
    return trouble.deadlocks.get() >= ENOUGH_DEADLOCKS && trouble.timeouts.get() >= ENOUGH_TIMEOUTS;
  }

  private static boolean isQueued(RunStore store) {
    return IntStream.rangeClosed(1, ACCOUNTS).anyMatch(account -> store.slot(new AccountId(account)).queued() > 0);
  }

  private static Map<ScheduleId, ProjectId> due(int count) {
    Database database = TestDatabase.database();
    Instant now = new DatabaseClock(database).instant();
    MySqlSchedules schedules = new MySqlSchedules(database, new FakeCronReader());
    Map<ScheduleId, ProjectId> due = new LinkedHashMap<>();
    for (int number = 0; number < count; number++) {
      ProjectId project = TestDatabase.fixture().project(OURS);
      due.put(schedules.add(aSchedule().of(project).at(HOURLY).due(now).handledUntil(now.minusSeconds(3600)).fresh()), project);
    }
    return due;
  }

  private static FireSchedules copy(Database database, UnitOfWork work) {
    DatabaseClock clock = new DatabaseClock(database);
    OfferRun offer = new OfferRun(new MySqlAccountSlots(database, 4), new MySqlRuns(database), 10_000, work, new WorkSignal());
    MySqlQueuedRuns queued = new MySqlQueuedRuns(database);
    QueueFirings queue = new QueueFirings(offer, new MergeFirings(queued, new MySqlFiringLog(database)), new JoinQueuedRun(queued));
    return new FireSchedules(new MySqlDueSchedules(database), new FireProjects(new MySqlDueProjects(database, new FakeCronReader()),
        new MySqlPipelineLoads(database), queue, clock), work, clock,
        new WorkSignal(), new Random(1));
  }
}
