package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule with how far its firings are dealt with. Instants are UTC.
 *
 * @param nextFireAt   when it is to be looked at next; empty while it or its project is paused, or nothing is planned
 * @param handledUntil firings up to here are dealt with; later ones are still to come, or were missed
 */
public record ScheduleRecord(Schedule schedule, Optional<Instant> nextFireAt, Instant handledUntil) {
  public ScheduleId id() {
    return schedule.id();
  }
}
