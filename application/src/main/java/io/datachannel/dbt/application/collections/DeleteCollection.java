package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.schedules.ProjectSchedules;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.schedules.ScheduleBooks;
import io.datachannel.dbt.application.schedules.ScheduleProperties;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.ProjectModels;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes a collection, with the schedules that are set on it where that is asked for, or tells what this would do. */
public final class DeleteCollection {
  private final ReadSchedules read;
  private final Collections collections;
  private final ScheduleBooks books;
  private final ProjectHistory history;
  private final UnitOfWork work;
  private final InstantSource databaseClock;

  /** @param databaseClock the clock that firings go by */
  public DeleteCollection(ReadSchedules read, Collections collections, ScheduleBooks books, ProjectHistory history, UnitOfWork work,
      InstantSource databaseClock) {
    this.read = read;
    this.collections = collections;
    this.books = books;
    this.history = history;
    this.work = work;
    this.databaseClock = databaseClock;
  }

  /** What a user wants gone. @param withSchedules whether those go, too, that are set on it; their models go back to the newest others */
  public record Wish(CollectionId id, ExpectedRevision expected, boolean withSchedules) {}

  /**
   * @throws NotFound when the account has no such collection
   * @throws Rejected with PROJECT_NOT_ACTIVE when the project is deleted, PRECONDITION_FAILED, or IN_USE naming the schedules
   */
  public void delete(Caller caller, ProjectId project, Wish wish) {
    work.inTransaction(() -> {
      ProjectSchedules before = read.locked(caller.account(), project);
      CollectionRecord collection = checked(before, wish);
      List<Schedule> on = schedulesOn(before, wish.id());
      on.forEach(schedule -> {
        books.schedules().delete(caller.account(), schedule);
        history.add(caller, List.of(project), ScheduleProperties.changes(new ScheduleEffect.Deleted(schedule)));
      });
      history.add(caller, List.of(project), CollectionHistory.deleted(collection));
      collections.delete(caller.account(), project, wish.id());
      if (!on.isEmpty()) {
        books.queued().narrow(read.of(before.project()));
      }
      return on;
    });
  }

  /** What {@link #delete} would do; throws as it does. */
  public Preview preview(Caller caller, ProjectId project, Wish wish) {
    ProjectSchedules now = read.of(caller.account(), project);
    checked(now, wish);
    List<Schedule> on = schedulesOn(now, wish.id());
    ProjectModels without = new ProjectModels(now.models().models(),
        now.models().collections().stream().filter(collection -> !collection.id().equals(wish.id())).toList());
    return Preview.of(new Preview.State(now.schedules(), now.models()),
        new Preview.State(now.schedules().stream().filter(schedule -> !on.contains(schedule)).toList(), without),
        on.stream().<ScheduleEffect>map(ScheduleEffect.Deleted::new).toList(), databaseClock.instant());
  }

  private CollectionRecord checked(ProjectSchedules now, Wish wish) {
    NotDeleted.check(now.project());
    CollectionRecord collection = collections.find(now.project().account(), now.project().id(), wish.id())
        .orElseThrow(() -> NotFound.of("collection", wish.id().value()));
    wish.expected().check(collection.revision());
    if (!wish.withSchedules()) {
      checkUnused(now, wish.id());
    }
    return collection;
  }

  private static void checkUnused(ProjectSchedules now, CollectionId id) {
    String users = schedulesOn(now, id).stream().map(schedule -> "schedule " + schedule.id().value()).collect(Collectors.joining(", "));
    if (!users.isEmpty()) {
      throw new Rejected(Failure.of(FailureCode.IN_USE, "The collection " + id.value() + " is what " + users
          + " is set on. Delete that first, or set it on something else, or delete both at once with 'withSchedules=true'."));
    }
  }

  private static List<Schedule> schedulesOn(ProjectSchedules now, CollectionId id) {
    return now.schedules().stream().filter(schedule -> isOn(id, schedule.target())).toList();
  }

  private static boolean isOn(CollectionId id, ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _, ScheduleTarget.Models _ -> false;
      case ScheduleTarget.WholeCollection whole -> whole.collection().equals(id);
      case ScheduleTarget.PartOfCollection part -> part.collection().equals(id);
    };
  }
}
