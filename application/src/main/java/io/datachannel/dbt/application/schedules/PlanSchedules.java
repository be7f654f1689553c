package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.project.Project;
import java.time.Instant;
import java.time.InstantSource;

/** Plans the schedules of a project anew when it is paused, resumed or deleted. What a pause kept from firing is not made good. */
public final class PlanSchedules {
  private final Schedules schedules;
  private final InstantSource databaseClock;

  public PlanSchedules(Schedules schedules, InstantSource databaseClock) {
    this.schedules = schedules;
    this.databaseClock = databaseClock;
  }

  /** @param project in its new status, with its row locked */
  public void afterStatus(Project project) {
    Instant now = databaseClock.instant();
    schedules.all(project.account(), project.id()).forEach(row -> schedules.plan(
        project.account(), FiringPlan.fromNow(row.schedule(), project.status(), FiringPlan.later(row, now))));
  }
}
