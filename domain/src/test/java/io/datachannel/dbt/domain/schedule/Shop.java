package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Cadence.Daily;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A project with the models orders, customers, payments and refunds, the collection finance, and schedules that are set on them. */
final class Shop {
  static final ProjectId PROJECT = new ProjectId(7);
  static final CollectionId FINANCE = new CollectionId(1);
  static final ScheduleTarget ALL = new ScheduleTarget.AllModels();
  static final ScheduleTarget COLLECTION = new ScheduleTarget.WholeCollection(FINANCE);

  private final Set<String> models = new TreeSet<>(Set.of("orders", "customers", "payments", "refunds"));
  private Set<String> finance = Set.of("payments", "refunds");
  private List<Schedule> schedules = new ArrayList<>();
  private int lastId;
  private List<ScheduleEffect> effects = List.of();

  static ScheduleTarget on(String... models) {
    return new ScheduleTarget.Models(Set.of(models));
  }

  static ScheduleTarget financeWithout(String... models) {
    return new ScheduleTarget.PartOfCollection(FINANCE, Set.of(models));
  }

  static ScheduleDefinition daily(ScheduleTarget target) {
    return new ScheduleDefinition(target, Timing.of(new Daily(LocalTime.of(2, 30))), ScheduledWork.STANDARD);
  }

  /** Sets a schedule. */
  ScheduleId set(ScheduleTarget target) {
    return set(daily(target), false);
  }

  ScheduleId setAndDiscard(ScheduleTarget target) {
    return set(daily(target), true);
  }

  ScheduleId set(ScheduleDefinition definition, boolean discardOverridden) {
    change(new ScheduleCommand.Set(new ScheduleId(++lastId), PROJECT, definition, discardOverridden));
    return effects.getFirst().schedule().id();
  }

  Shop change(ScheduleCommand command) {
    if (!(ScheduleChanges.change(schedules, command, project()) instanceof ScheduleChange.Done done)) {
      throw new AssertionError(command + " is of no schedule among " + schedules);
    }
    schedules = done.schedules();
    effects = done.effects();
    return this;
  }

  Shop withFinance(String... names) {
    finance = Set.of(names);
    return this;
  }

  Shop withModel(String name) {
    models.add(name);
    return this;
  }

  Shop withoutModel(String name) {
    models.remove(name);
    return this;
  }

  ProjectModels project() {
    return new ProjectModels(models, List.of(new ModelCollection(FINANCE, PROJECT, "finance", finance, 1)));
  }

  List<Schedule> schedules() {
    return schedules;
  }

  List<ScheduleEffect> effects() {
    return effects;
  }

  Schedule schedule(ScheduleId id) {
    return schedules.stream().filter(schedule -> schedule.id().equals(id)).findFirst().orElseThrow();
  }

  Governance governance() {
    return Governance.of(schedules, project());
  }

  Optional<ScheduleId> governorOf(String model) {
    return governance().governors().get(model);
  }

  Governance.Standing standing(ScheduleId id) {
    return governance().standings().get(id);
  }

  ScheduledSelection selection(ScheduleId id) {
    return governance().selectionFor(schedule(id));
  }

  /** What each schedule is set on, for those that are left. */
  Set<ScheduleTarget> targets() {
    return schedules.stream().map(Schedule::target).collect(Collectors.toSet());
  }
}
