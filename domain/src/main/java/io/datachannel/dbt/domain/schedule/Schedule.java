package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.project.ProjectId;

/**
 * A schedule of a project. Each model is governed by the schedule that was set last among those whose target covers it.
 *
 * @param setOrder which was set last: higher is later, and no two schedules of a project have the same
 * @param revision 1 when it is added, one more with each change
 */
public record Schedule(
    ScheduleId id, ProjectId project, ScheduleDefinition definition, ScheduleStatus status, long setOrder, long revision) {

  public ScheduleTarget target() {
    return definition.target();
  }

  public Timing timing() {
    return definition.timing();
  }

  public boolean isPaused() {
    return status == ScheduleStatus.PAUSED;
  }

  /** Set again: it is now the one that was set last, and active. */
  Schedule setAgain(ScheduleDefinition newDefinition, long newOrder) {
    return new Schedule(id, project, newDefinition, ScheduleStatus.ACTIVE, newOrder, revision + 1);
  }

  Schedule in(ScheduleStatus newStatus) {
    return new Schedule(id, project, definition, newStatus, setOrder, revision + 1);
  }

  /** On another target, in its old place in the order. */
  Schedule on(ScheduleTarget newTarget) {
    ScheduleDefinition changed = new ScheduleDefinition(newTarget, definition.timing(), definition.work());
    return new Schedule(id, project, changed, status, setOrder, revision + 1);
  }

  /** What a user gives to set a schedule. */
  public record ScheduleDefinition(ScheduleTarget target, Timing timing, ScheduledWork work) {}
}
