package io.datachannel.dbt.domain.schedule;

import java.util.List;

/** The outcome of a command. */
public sealed interface ScheduleChange {

  /**
   * @param schedules those of the project from now on
   * @param effects   what became of each that the command touched: the one it names comes first
   */
  record Done(List<Schedule> schedules, List<ScheduleEffect> effects) implements ScheduleChange {}

  /** The project has no such schedule. */
  record Unknown(ScheduleId id) implements ScheduleChange {}
}
