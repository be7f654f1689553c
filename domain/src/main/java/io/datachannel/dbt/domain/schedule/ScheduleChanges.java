package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.ScheduleEffect.Added;
import io.datachannel.dbt.domain.schedule.ScheduleEffect.Changed;
import io.datachannel.dbt.domain.schedule.ScheduleEffect.Deleted;
import io.datachannel.dbt.domain.schedule.ScheduleEffect.Replaced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Carries out commands on the schedules of a project; pure: the caller stores what comes out. */
public final class ScheduleChanges {
  private ScheduleChanges() {}

  /** @throws InvalidInput when a model is to be taken out of a target that does not hold it, or out of all models */
  public static ScheduleChange change(List<Schedule> schedules, ScheduleCommand command, ProjectModels project) {
    return switch (command) {
      case ScheduleCommand.Set set -> set(schedules, set, project);
      case ScheduleCommand.Remove remove -> one(schedules, remove.id(), Deleted::new);
      case ScheduleCommand.Pause pause -> one(schedules, pause.id(), schedule -> in(schedule, ScheduleStatus.PAUSED));
      case ScheduleCommand.Resume resume -> one(schedules, resume.id(), schedule -> in(schedule, ScheduleStatus.ACTIVE));
      case ScheduleCommand.TakeOut takeOut -> takeOut(schedules, takeOut, project);
    };
  }

  private static ScheduleChange set(List<Schedule> schedules, ScheduleCommand.Set set, ProjectModels project) {
    long order = 1 + schedules.stream().mapToLong(Schedule::setOrder).max().orElse(0);
    Optional<Schedule> before = schedules.stream().filter(schedule -> schedule.target().equals(set.definition().target())).findFirst();
    Schedule now = before.map(old -> old.setAgain(set.definition(), order))
        .orElseGet(() -> new Schedule(set.id(), set.project(), set.definition(), ScheduleStatus.ACTIVE, order, 1));
    List<ScheduleEffect> effects = new ArrayList<>();
    effects.add(before.<ScheduleEffect>map(old -> new Replaced(old, now)).orElseGet(() -> new Added(now)));
    if (set.discardOverridden()) {
      schedules.stream().filter(other -> !other.id().equals(now.id())).filter(isOverriddenBy(now.target(), project))
          .map(Deleted::new).forEach(effects::add);
    }
    return done(schedules, effects);
  }

  /** All models override each schedule, even one that covers none at present and would otherwise come back with its models. */
  private static Predicate<Schedule> isOverriddenBy(ScheduleTarget newest, ProjectModels project) {
    Set<String> taken = project.coveredBy(newest);
    return schedule -> {
      Set<String> covered = project.coveredBy(schedule.target());
      return newest instanceof ScheduleTarget.AllModels || !covered.isEmpty() && taken.containsAll(covered);
    };
  }

  private static ScheduleChange one(List<Schedule> schedules, ScheduleId id, Function<Schedule, ScheduleEffect> effect) {
    return schedules.stream().filter(schedule -> schedule.id().equals(id)).findFirst()
        .map(schedule -> done(schedules, List.of(effect.apply(schedule))))
        .orElseGet(() -> new ScheduleChange.Unknown(id));
  }

  private static ScheduleEffect in(Schedule schedule, ScheduleStatus status) {
    return new Changed(schedule, schedule.status() == status ? schedule : schedule.in(status));
  }

  private static ScheduleChange takeOut(List<Schedule> schedules, ScheduleCommand.TakeOut command, ProjectModels project) {
    ScheduleChange change = one(schedules, command.id(), schedule -> without(command.model(), schedule, project));
    return change instanceof ScheduleChange.Done done && done.effects().getFirst() instanceof Changed changed
        ? keepOneOfEqualTargets(schedules, changed) : change;
  }

  private static ScheduleEffect without(String model, Schedule schedule, ProjectModels project) {
    if (!holds(schedule.target(), model, project)) {
      throw refused("The schedule is not on the model " + model + ".");
    }
    return switch (schedule.target()) {
      case ScheduleTarget.AllModels _ -> throw refused(
          "A model cannot be taken out of all models; set a schedule on it, which takes it out of the project's runs.");
      case ScheduleTarget.Models chosen when chosen.uniqueIds().size() == 1 -> new Deleted(schedule);
      case ScheduleTarget.Models chosen ->
          new Changed(schedule, schedule.on(new ScheduleTarget.Models(less(chosen.uniqueIds(), model))));
      case ScheduleTarget.WholeCollection whole ->
          new Changed(schedule, schedule.on(new ScheduleTarget.PartOfCollection(whole.collection(), Set.of(model))));
      case ScheduleTarget.PartOfCollection part ->
          new Changed(schedule, schedule.on(new ScheduleTarget.PartOfCollection(part.collection(), more(part.without(), model))));
    };
  }

  private static boolean holds(ScheduleTarget target, String model, ProjectModels project) {
    return target.covers(model, project.collections());
  }

  /** A smaller target may be that of another schedule: the one that was set last stays, as if it had been set on this target again. */
  private static ScheduleChange keepOneOfEqualTargets(List<Schedule> schedules, Changed changed) {
    Optional<Schedule> twin = schedules.stream().filter(other -> !other.id().equals(changed.schedule().id()))
        .filter(other -> other.target().equals(changed.schedule().target())).findFirst();
    List<ScheduleEffect> effects = twin
        .<List<ScheduleEffect>>map(other -> other.setOrder() < changed.schedule().setOrder()
            ? List.of(changed, new Deleted(other)) : List.of(new Deleted(changed.before())))
        .orElseGet(() -> List.of(changed));
    return done(schedules, effects);
  }

  private static ScheduleChange done(List<Schedule> schedules, List<ScheduleEffect> effects) {
    List<Schedule> after = new ArrayList<>(schedules);
    for (ScheduleEffect effect : effects) {
      ScheduleId id = effect.schedule().id();
      switch (effect) {
        case Added added -> after.add(added.schedule());
        case Replaced _, Changed _ -> after.replaceAll(schedule -> schedule.id().equals(id) ? effect.schedule() : schedule);
        case Deleted _ -> after.removeIf(schedule -> schedule.id().equals(id));
      }
    }
    return new ScheduleChange.Done(List.copyOf(after), List.copyOf(effects));
  }

  private static Set<String> less(Set<String> models, String model) {
    Set<String> left = new TreeSet<>(models);
    left.remove(model);
    return left;
  }

  private static Set<String> more(Set<String> models, String model) {
    Set<String> all = new TreeSet<>(models);
    all.add(model);
    return all;
  }

  private static InvalidInput refused(String message) {
    return new InvalidInput(FailureCode.FIELD_INVALID, "model", message);
  }
}
