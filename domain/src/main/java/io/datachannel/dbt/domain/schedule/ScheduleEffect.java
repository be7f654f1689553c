package io.datachannel.dbt.domain.schedule;

/** What became of one schedule by a command. */
public sealed interface ScheduleEffect {

  /** The schedule that it became of: as it is now, or as it last was. */
  Schedule schedule();

  record Added(Schedule schedule) implements ScheduleEffect {}

  /** Set again on the same target. */
  record Replaced(Schedule before, Schedule schedule) implements ScheduleEffect {}

  /** Paused, resumed, or on a smaller target. */
  record Changed(Schedule before, Schedule schedule) implements ScheduleEffect {}

  record Deleted(Schedule schedule) implements ScheduleEffect {}
}
