package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The tick of the schedules. Every copy of the service ticks; a project is dealt with by whoever gets its lock, in one transaction:
 * firings, runs and the next planned instant are kept together, or not at all.
 */
public final class FireSchedules {
  private static final Logger LOG = System.getLogger(FireSchedules.class.getName());
  private static final int AT_ONCE = 200;

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
    List<OfProject> projects = new ArrayList<>(due.due(databaseClock.instant(), AT_ONCE));
    Collections.shuffle(projects, order);
    int fired = 0;
    for (OfProject project : projects) {
      try {
        fired += work.inTransaction(() -> due.lock(project).map(locked -> fire.fire(locked, now())).orElse(0));
      } catch (RuntimeException failed) {
        LOG.log(Level.WARNING, "the schedules of project " + project.project().value() + " could not be fired now", failed);
      }
    }
    return fired;
  }

  /** After the lock was got, for waiting may have taken a while. */
  private Instant now() {
    return databaseClock.instant();
  }
}
