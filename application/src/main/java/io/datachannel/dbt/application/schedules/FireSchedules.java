package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tick of the schedules. Every copy of the service ticks; a project is dealt with by whoever gets its lock. Several projects share a
 * transaction, which holds the slots of their accounts: firings, runs and the next planned instant are kept together, or not at all.
 */
public final class FireSchedules {
  private static final Logger LOG = System.getLogger(FireSchedules.class.getName());
  private static final int AT_ONCE = 1000;
  private static final int TOGETHER = 2;
  /** Of one transaction: the others of their accounts wait for the slots so long. */
  private static final int MOST_PROJECTS = 50;
  /** Then it is looked anew: other copies are at them, too. */
  private static final int MOST_BATCHES = 4;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private final DueSchedules due;
  private final FireProjects fire;
  private final UnitOfWork work;
  private final InstantSource databaseClock;
  private final WorkSignal signal;
  private final Random order;

  /**
   * @param databaseClock decides what is due: a copy whose own clock is wrong does no harm
   * @param signal        wakes the executor of this process when anyone queues runs
   * @param order         in which accounts are gone through, so that several copies seldom meet at one
   */
  public FireSchedules(DueSchedules due, FireProjects fire, UnitOfWork work, InstantSource databaseClock, WorkSignal signal, Random order) {
    this.due = due;
    this.fire = fire;
    this.work = work;
    this.databaseClock = databaseClock;
    this.signal = signal;
    this.order = order;
  }

  /**
   * A project that fails costs the others nothing, and comes again with the next tick. Where more is due than one transaction takes, runs that were
   * claimed begin behind it, also behind what other copies are at: all of it wants the same database.
   *
   * @return how many firings got a run
   */
  public int tick() {
    try {
      return fireWhatIsDue();
    } catch (RuntimeException failed) {
      signal.flood(false);
      throw failed;
    }
  }

  private int fireWhatIsDue() {
    int all = 0;
    int fired;
    do {
      List<OfProject> projects = due.due(databaseClock.instant(), AT_ONCE);
      signal.flood(projects.size() > MOST_PROJECTS);
      fired = fireAll(batches(projects));
      all += fired;
      if (!projects.isEmpty()) {
        // Other copies may have fired them all, and runs of theirs are for this one's executor, too.
        signal.workIsQueued();
      }
    } while (fired > 0);
    return all;
  }

  /** How long nothing is due. @param atMost a schedule that is set meanwhile is due no later than after this */
  public Duration untilNext(Duration atMost) {
    Duration left = due.next().map(next -> Duration.between(databaseClock.instant(), next)).filter(until -> until.compareTo(atMost) < 0)
        .orElse(atMost);
    return left.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : left;
  }

  /** Those of an account stay together: two transactions seldom want one slot. */
  private List<List<OfProject>> batches(List<OfProject> projects) {
    List<List<OfProject>> accounts = new ArrayList<>(projects.stream().collect(Collectors.groupingBy(OfProject::account)).values());
    Collections.shuffle(accounts, order);
    List<OfProject> all = accounts.stream().flatMap(List::stream).toList();
    List<List<OfProject>> batches = new ArrayList<>();
    for (int from = 0; from < all.size() && batches.size() < MOST_BATCHES; from += MOST_PROJECTS) {
      batches.add(all.subList(from, Math.min(all.size(), from + MOST_PROJECTS)));
    }
    return batches;
  }

  /** Most of the time of a firing is spent on the way to the database: several go at once. */
  private int fireAll(List<List<OfProject>> batches) {
    if (batches.size() < 2) {
      return batches.stream().mapToInt(this::fire).sum();
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger fired = new AtomicInteger();
    List<Thread> together = IntStream.range(0, Math.min(TOGETHER, batches.size())).mapToObj(_ -> Thread.ofPlatform().daemon().start(() -> {
      for (int mine = next.getAndIncrement(); mine < batches.size(); mine = next.getAndIncrement()) {
        fired.addAndGet(fire(batches.get(mine)));
      }
    })).toList();
    try {
      for (Thread thread : together) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return fired.get();
  }

  /** Where one of several fails, each is tried alone. */
  private int fire(List<OfProject> batch) {
    try {
      return work.inTransaction(() -> fire.fire(batch));
    } catch (RuntimeException failed) {
      if (batch.size() > 1) {
        return batch.stream().mapToInt(project -> fire(List.of(project))).sum();
      }
      LOG.log(Level.WARNING, "the schedules of project " + batch.getFirst().project().value() + " could not be fired now", failed);
      return 0;
    }
  }
}
