package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleChange;
import io.datachannel.dbt.domain.schedule.ScheduleChanges;
import io.datachannel.dbt.domain.schedule.ScheduleCommand;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.ArrayList;
import java.util.List;

/** Turns what a user wants into what becomes of each schedule; nothing is written. */
final class DecideChange {
  /** Of a schedule that is not kept yet; no other has it. */
  static final ScheduleId NEW = new ScheduleId(Integer.MAX_VALUE);

  private final CheckDefinition check;

  DecideChange(CheckDefinition check) {
    this.check = check;
  }

  /** Throws as {@link ChangeSchedules#change}. */
  ScheduleChange.Done decide(ProjectSchedules now, ScheduleWish wish) {
    return switch (wish) {
      case ScheduleWish.Set set -> apply(now, now.schedules(), new ScheduleCommand.Set(
          NEW, now.project().id(), check.checked(now, set.definition()), set.discardOverridden()));
      case ScheduleWish.Edit edit -> edited(now, edit);
      case ScheduleWish.Remove remove -> {
        remove.expected().check(find(now, remove.id()).revision());
        yield apply(now, now.schedules(), new ScheduleCommand.Remove(remove.id()));
      }
      case ScheduleWish.Pause pause -> apply(now, now.schedules(), new ScheduleCommand.Pause(pause.id()));
      case ScheduleWish.Resume resume -> apply(now, now.schedules(), new ScheduleCommand.Resume(resume.id()));
      case ScheduleWish.TakeOut takeOut -> takenOut(now, takeOut);
    };
  }

  private static ScheduleChange.Done apply(ProjectSchedules now, List<Schedule> schedules, ScheduleCommand command) {
    return switch (ScheduleChanges.change(schedules, command, now.models())) {
      case ScheduleChange.Done done -> done;
      case ScheduleChange.Unknown unknown -> throw NotFound.of("schedule", unknown.id().value());
    };
  }

  private static Schedule find(ProjectSchedules now, ScheduleId id) {
    return now.find(id).map(ScheduleRecord::schedule).orElseThrow(() -> NotFound.of("schedule", id.value()));
  }

  private ScheduleChange.Done edited(ProjectSchedules now, ScheduleWish.Edit edit) {
    Schedule before = find(now, edit.id());
    edit.expected().check(before.revision());
    ScheduleDefinition definition = check.checked(now, edit.change().apply(before.definition()));
    now.schedules().stream().filter(other -> !other.id().equals(before.id()) && other.target().equals(definition.target()))
        .findFirst().ifPresent(other -> {
          throw new Rejected(Failure.of(FailureCode.IN_USE, "Schedule " + other.id().value()
              + " is set on this target already; change that one, or delete one of the two."));
        });
    Schedule after = new Schedule(
        before.id(), before.project(), definition, before.status(), before.setOrder(), before.revision() + 1);
    return new ScheduleChange.Done(
        now.schedules().stream().map(schedule -> schedule.id().equals(after.id()) ? after : schedule).toList(),
        List.of(new ScheduleEffect.Changed(before, after)));
  }

  /** One after the other; the effects are told as if they had been one. */
  private ScheduleChange.Done takenOut(ProjectSchedules now, ScheduleWish.TakeOut wish) {
    Schedule before = find(now, wish.id());
    List<Schedule> schedules = now.schedules();
    List<ScheduleEffect> effects = new ArrayList<>();
    for (String model : check.uniqueIds(now.project(), wish.models())) {
      ScheduleChange.Done done = apply(now, schedules, new ScheduleCommand.TakeOut(wish.id(), model));
      schedules = done.schedules();
      done.effects().forEach(effect -> {
        effects.removeIf(earlier -> earlier.schedule().id().equals(effect.schedule().id()));
        effects.add(effect.schedule().id().equals(before.id()) ? since(before, effect) : effect);
      });
    }
    return new ScheduleChange.Done(schedules, List.copyOf(effects));
  }

  private static ScheduleEffect since(Schedule before, ScheduleEffect effect) {
    return switch (effect) {
      case ScheduleEffect.Changed changed -> new ScheduleEffect.Changed(before, new Schedule(before.id(), before.project(),
          changed.schedule().definition(), changed.schedule().status(), changed.schedule().setOrder(), before.revision() + 1));
      case ScheduleEffect.Deleted _ -> new ScheduleEffect.Deleted(before);
      case ScheduleEffect.Added _, ScheduleEffect.Replaced _ -> effect;
    };
  }
}
