package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleChange;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes the schedules of a project (specification, step 4: "Scheduling"), or tells what a change would do. The row of the project is
 * locked meanwhile, which is what the tick locks, too: a firing sees the schedules before a change or after it.
 */
public final class ChangeSchedules {
  private final ReadSchedules read;
  private final DecideChange decide;
  private final ScheduleBooks books;
  private final ProjectHistory history;
  private final UnitOfWork work;
  private final InstantSource databaseClock;

  /** @param databaseClock the clock that firings go by */
  public ChangeSchedules(ReadSchedules read, CheckDefinition check, ScheduleBooks books, ProjectHistory history, UnitOfWork work,
      InstantSource databaseClock) {
    this.read = read;
    this.decide = new DecideChange(check);
    this.books = books;
    this.history = history;
    this.work = work;
    this.databaseClock = databaseClock;
  }

  /**
   * What was done.
   *
   * @param schedule the one that was asked for, empty when it is gone
   * @param added    it was not there before
   * @param now      all of the project after it
   */
  public record Changed(Optional<ScheduleRecord> schedule, boolean added, ProjectSchedules now, Instant at) {}

  /**
   * @throws NotFound when the account has no such project, or the project no such schedule
   * @throws io.datachannel.dbt.domain.failure.InvalidInput with the path of the field at fault
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when the project is deleted, PRECONDITION_FAILED, or
   *     IN_USE when another schedule is set on the same target
   */
  public Changed change(Caller caller, ProjectId project, ScheduleWish wish) {
    return work.inTransaction(() -> {
      ProjectSchedules before = read.locked(caller.account(), project);
      NotDeleted.check(before.project());
      Instant now = databaseClock.instant();
      ScheduleChange.Done done = decide.decide(before, wish);
      List<ScheduleEffect> kept = done.effects().stream().map(effect -> keep(before, effect, now)).toList();
      kept.forEach(effect -> history.add(caller, List.of(project), ScheduleProperties.changes(effect)));
      ProjectSchedules after = read.of(before.project());
      books.queued().narrow(after);
      ScheduleId id = kept.getFirst().schedule().id();
      return new Changed(after.find(id), kept.getFirst() instanceof ScheduleEffect.Added, after, now);
    });
  }

  /** What {@link #change} would do; throws as it does. */
  public Preview preview(Caller caller, ProjectId project, ScheduleWish wish) {
    ProjectSchedules now = read.of(caller.account(), project);
    NotDeleted.check(now.project());
    ScheduleChange.Done done = decide.decide(now, wish);
    return Preview.of(new Preview.State(now.schedules(), now.models()), new Preview.State(done.schedules(), now.models()),
        done.effects(), databaseClock.instant());
  }

  /** @return the effect with the id that the schedule was given */
  private ScheduleEffect keep(ProjectSchedules before, ScheduleEffect effect, Instant now) {
    Schedule schedule = effect.schedule();
    return switch (effect) {
      case ScheduleEffect.Added _ -> {
        ScheduleId id = books.schedules().add(FiringPlan.fromNow(schedule, before.project().status(), now));
        yield new ScheduleEffect.Added(new Schedule(
            id, schedule.project(), schedule.definition(), schedule.status(), schedule.setOrder(), schedule.revision()));
      }
      case ScheduleEffect.Replaced replaced -> update(before, replaced.before(), replaced, now);
      case ScheduleEffect.Changed changed -> update(before, changed.before(), changed, now);
      case ScheduleEffect.Deleted _ -> {
        books.schedules().delete(before.project().account(), schedule);
        yield effect;
      }
    };
  }

  private ScheduleEffect update(ProjectSchedules before, Schedule old, ScheduleEffect effect, Instant now) {
    if (old.revision() != effect.schedule().revision()) {
      ScheduleRecord row = before.find(old.id()).orElseThrow();
      ScheduleRecord next = FiringPlan.changed(row, effect.schedule(), before.project().status(), now);
      if (books.schedules().update(before.project().account(), next) != 1) {
        throw new IllegalStateException("a schedule changed under the lock of its project: " + old.id().value());
      }
    }
    return effect;
  }
}
