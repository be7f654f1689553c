package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The tick of the schedules. Every copy of the service ticks; a project is dealt with by whoever gets its lock, in one transaction:
 * firings, runs and the next planned instant are kept together, or not at all.
 */
public final class FireSchedules {
  private static final Logger LOG = System.getLogger(FireSchedules.class.getName());
  private static final int AT_ONCE = 200;
  private static final int TOGETHER = 4;

  private final DueSchedules due;
  private final FireProject fire;
  private final UnitOfWork work;
  private final InstantSource databaseClock;
  private final Random order;

  /**
   * @param databaseClock decides what is due: a copy whose own clock is wrong does no harm
   * @param order         in which projects are gone through, so that several copies seldom meet at one
   */
  public FireSchedules(DueSchedules due, FireProject fire, UnitOfWork work, InstantSource databaseClock, Random order) {
    this.due = due;
    this.fire = fire;
    this.work = work;
    this.databaseClock = databaseClock;
    this.order = order;
  }

  /** A project that fails costs the others nothing, and comes again with the next tick. @return how many firings got a run */
  public int tick() {
    int all = 0;
    int fired;
    do {
      List<OfProject> projects = new ArrayList<>(due.due(databaseClock.instant(), AT_ONCE));
      Collections.shuffle(projects, order);
      fired = fireAll(projects);
      all += fired;
    } while (fired >= AT_ONCE / 2);
    return all;
  }

  /** Most of the time of a firing is spent on the way to the database: several go at once. */
  private int fireAll(List<OfProject> projects) {
    if (projects.size() < 2) {
      return projects.stream().mapToInt(this::fire).sum();
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger fired = new AtomicInteger();
    List<Thread> together = IntStream.range(0, Math.min(TOGETHER, projects.size())).mapToObj(_ -> Thread.ofVirtual().start(() -> {
      for (int mine = next.getAndIncrement(); mine < projects.size(); mine = next.getAndIncrement()) {
        fired.addAndGet(fire(projects.get(mine)));
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

  private int fire(OfProject project) {
    try {
      // The time is read after the lock was got, for waiting may have taken a while.
      return work.inTransaction(() -> due.lock(project).map(locked -> fire.fire(locked, databaseClock.instant())).orElse(0));
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "the schedules of project " + project.project().value() + " could not be fired now", failed);
      return 0;
    }
  }
}
