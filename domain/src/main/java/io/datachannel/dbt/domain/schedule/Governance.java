package io.datachannel.dbt.domain.schedule;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who governs whom in a project: each model is governed by the schedule that was set last among those that cover it, or by none.
 * Nothing else decides, so a paused schedule keeps its models.
 *
 * @param governors for each model, by unique_id and sorted, the schedule that governs it, or none
 * @param standings for each schedule how it stands
 */
public record Governance(Map<String, Optional<ScheduleId>> governors, Map<ScheduleId, Standing> standings) {

  /** @param schedules those of one project, in any order */
  public static Governance of(Collection<Schedule> schedules, ProjectModels project) {
    List<Schedule> newestFirst = schedules.stream().sorted(Comparator.comparingLong(Schedule::setOrder).reversed()).toList();
    Map<String, Optional<ScheduleId>> governors = new TreeMap<>();
    for (String model : project.models()) {
      governors.put(model, newestFirst.stream()
          .filter(schedule -> schedule.target().covers(model, project.collections())).map(Schedule::id).findFirst());
    }
    Map<ScheduleId, Standing> standings = new TreeMap<>();
    schedules.forEach(schedule -> standings.put(schedule.id(), standing(schedule, project, governors)));
    return new Governance(Collections.unmodifiableMap(governors), Collections.unmodifiableMap(standings));
  }

  private static Standing standing(Schedule schedule, ProjectModels project, Map<String, Optional<ScheduleId>> governors) {
    Set<String> governed = new TreeSet<>();
    Map<String, ScheduleId> overridden = new TreeMap<>();
    for (String model : project.coveredBy(schedule.target())) {
      ScheduleId governor = governors.get(model).orElseThrow();
      if (governor.equals(schedule.id())) {
        governed.add(model);
      } else {
        overridden.put(model, governor);
      }
    }
    return new Standing(state(governed, overridden), Collections.unmodifiableSet(governed),
        Collections.unmodifiableMap(overridden), Collections.unmodifiableSet(project.vanishedFrom(schedule.target())));
  }

  private static State state(Set<String> governed, Map<String, ScheduleId> overridden) {
    if (overridden.isEmpty()) {
      return governed.isEmpty() ? State.IDLE : State.GOVERNING;
    }
    return governed.isEmpty() ? State.OVERRIDDEN : State.PARTLY_OVERRIDDEN;
  }

  /** What a run of the schedule builds, as things stand. */
  public ScheduledSelection selectionFor(Schedule schedule) {
    return ScheduledSelection.of(schedule.target(), standings.get(schedule.id()));
  }

  /** Idle: it covers no model of the project. */
  public enum State { GOVERNING, PARTLY_OVERRIDDEN, OVERRIDDEN, IDLE }

  /**
   * How a schedule stands.
   *
   * @param governed   the models it governs, sorted
   * @param overridden the models it covers and others govern, with these
   * @param vanished   the models its target names and the project does not have (any more)
   */
  public record Standing(State state, Set<String> governed, Map<String, ScheduleId> overridden, Set<String> vanished) {

    /** The schedules that override it, wholly or in part. */
    public Set<ScheduleId> overriders() {
      return new TreeSet<>(overridden.values());
    }
  }
}
