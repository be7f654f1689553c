package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.schedule.Firings;
import io.datachannel.dbt.domain.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** When a schedule is to be looked at next. All instants are those of the database's clock. */
final class FiringPlan {
  private FiringPlan() {}

  /** From now on: whatever was planned before is dealt with. */
  static ScheduleRecord fromNow(Schedule schedule, ProjectStatus project, Instant now) {
    return new ScheduleRecord(schedule, next(schedule, project, now), now);
  }

  /** After a change: who changes no time loses no firing, and who pauses for a time makes none good. */
  static ScheduleRecord changed(ScheduleRecord before, Schedule after, ProjectStatus project, Instant now) {
    boolean goesOn = before.schedule().timing().equals(after.timing()) && !before.schedule().isPaused() && !after.isPaused();
    return goesOn ? new ScheduleRecord(after, before.nextFireAt(), before.handledUntil()) : fromNow(after, project, later(before, now));
  }

  /** What fired never fires again, even should the clock be set back. */
  static Instant later(ScheduleRecord row, Instant now) {
    return now.isAfter(row.handledUntil()) ? now : row.handledUntil();
  }

  static Optional<Instant> next(Schedule schedule, ProjectStatus project, Instant after) {
    return schedule.isPaused() || project != ProjectStatus.ACTIVE ? Optional.empty() : Firings.next(schedule.timing(), after);
  }
}
