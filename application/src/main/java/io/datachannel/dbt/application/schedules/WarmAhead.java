package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.workspace.WarmProject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A tick that makes projects ready in this copy of the service a while before they fire. One thread calls it. */
public final class WarmAhead {
  static final Duration AHEAD = Duration.ofSeconds(45);
  /** What fires every minute keeps itself ready. */
  static final Duration AGAIN = Duration.ofMinutes(10);
  /** At once; those that were made ready are not counted. */
  private static final int MOST = 20;

  private final DueSchedules due;
  private final WarmProject warm;
  private final InstantSource databaseClock;
  private final Map<OfProject, Instant> warmed = new HashMap<>();

  public WarmAhead(DueSchedules due, WarmProject warm, InstantSource databaseClock) {
    this.due = due;
    this.warm = warm;
    this.databaseClock = databaseClock;
  }

  /** Returns when those that fire soon are ready, or cannot be made so. */
  public void tick() {
    Instant now = databaseClock.instant();
    warmed.values().removeIf(at -> at.plus(AGAIN).isBefore(now));
    for (OfProject project : due.due(now.plus(AHEAD), MOST + warmed.size())) {
      if (warmed.putIfAbsent(project, now) == null) {
        warm.warm(project.account(), project.project());
      }
    }
  }
}
