package io.datachannel.dbt.domain.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who governs whom in a project.
 *
 * @param governors for each model, by unique_id and sorted, the schedule that governs it, or none
 * @param standings for each schedule how it stands
 */
public record Governance(Map<String, Optional<ScheduleId>> governors, Map<ScheduleId, Standing> standings) {

  /**
   * How a schedule stands.
   *
   * @param state      see there
   * @param governed   the models it governs, sorted
   * @param overridden the models it covers and others govern, with these
   * @param vanished   the models its target names and the project does not have (any more)
   */
  public record Standing(
      State state, Set<String> governed, Map<String, ScheduleId> overridden, Set<String> vanished) {

    /** The schedules that override it, wholly or in part. */
    public Set<ScheduleId> overriders() {
      return new java.util.TreeSet<>(overridden.values());
    }
  }

  /** Idle: it covers no model of the project. */
  public enum State { GOVERNING, PARTLY_OVERRIDDEN, OVERRIDDEN, IDLE }
}
