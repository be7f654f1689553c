package io.datachannel.dbt.domain.schedule;

/** A row of {@code dbt_project_schedules}. */
public record ScheduleId(int value) implements Comparable<ScheduleId> {
  @Override
  public int compareTo(ScheduleId other) {
    return Integer.compare(value, other.value);
  }
}
