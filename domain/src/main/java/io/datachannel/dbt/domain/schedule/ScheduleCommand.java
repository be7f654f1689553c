package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;

/** What can be done to the schedules of a project. */
public sealed interface ScheduleCommand {

  /**
   * Sets a schedule; one on the same target is replaced, and keeps its id.
   *
   * @param id                what it is called when it is new; in a preview, any that no schedule has
   * @param discardOverridden delete what it overrides completely
   */
  record Set(ScheduleId id, ProjectId project, ScheduleDefinition definition, boolean discardOverridden) implements ScheduleCommand {}

  /** Deletes it; its models go back to the newest remaining schedules that cover them. */
  record Remove(ScheduleId id) implements ScheduleCommand {}

  record Pause(ScheduleId id) implements ScheduleCommand {}

  record Resume(ScheduleId id) implements ScheduleCommand {}

  /** Takes one model out of a schedule on a collection, a part of one, or several models; out of all models, none can be taken. */
  record TakeOut(ScheduleId id, String model) implements ScheduleCommand {}
}
