package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a user wants done to the schedules of a project. Models in targets may be named, or given by unique_id. */
public sealed interface ScheduleWish {

  /** One on the same target is replaced. @param discardOverridden whether those go that it overrides completely */
  record Set(ScheduleDefinition definition, boolean discardOverridden) implements ScheduleWish {}

  /**
   * Changes what a schedule is, and leaves its place in the order: who changes a time does not mean to override others.
   *
   * @param change gives the definition in the place of what is there; it may be called again
   */
  record Edit(ScheduleId id, ExpectedRevision expected, UnaryOperator<ScheduleDefinition> change) implements ScheduleWish {}

  record Remove(ScheduleId id, ExpectedRevision expected) implements ScheduleWish {}

  record Pause(ScheduleId id) implements ScheduleWish {}

  record Resume(ScheduleId id) implements ScheduleWish {}

  /** A collection's schedule is then on a part of it. */
  record TakeOut(ScheduleId id, List<String> models) implements ScheduleWish {}
}
