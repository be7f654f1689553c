package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.domain.schedule.ClockChange;

/** What a schedule does when clocks change. @param gap for a time that is left out @param overlap for one that comes twice */
public record ClockChangeView(String gap, String overlap) {
  static ClockChangeView of(ClockChange change) {
    return new ClockChangeView(change.gap().name(), change.overlap().name());
  }
}
