package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes a collection that no schedule is set on. */
public final class DeleteCollection {
  private final Projects projects;
  private final Collections collections;
  private final Schedules schedules;
  private final ProjectHistory history;
  private final UnitOfWork work;

  public DeleteCollection(Projects projects, Collections collections, Schedules schedules, ProjectHistory history, UnitOfWork work) {
    this.projects = projects;
    this.collections = collections;
    this.schedules = schedules;
    this.history = history;
    this.work = work;
  }

  /**
   * @throws NotFound when the account has no such collection
   * @throws Rejected with PROJECT_NOT_ACTIVE when the project is deleted, PRECONDITION_FAILED, or IN_USE naming the schedules
   */
  public void delete(Caller caller, ProjectId project, CollectionId id, ExpectedRevision expected) {
    work.inTransaction(() -> {
      NotDeleted.check(projects.lock(caller.account(), project).orElseThrow(() -> NotFound.of("project", project.value())));
      CollectionRecord collection =
          collections.find(caller.account(), project, id).orElseThrow(() -> NotFound.of("collection", id.value()));
      expected.check(collection.revision());
      checkUnused(id, schedules.all(caller.account(), project));
      history.add(caller, List.of(project), CollectionHistory.deleted(collection));
      return collections.delete(caller.account(), project, id);
    });
  }

  private static void checkUnused(CollectionId id, List<ScheduleRecord> schedules) {
    String users = schedules.stream().filter(row -> isOn(id, row.schedule().target()))
        .map(row -> "schedule " + row.id().value()).collect(Collectors.joining(", "));
    if (!users.isEmpty()) {
      throw new Rejected(Failure.of(FailureCode.IN_USE, "The collection " + id.value() + " is what " + users
          + " is set on. Delete that first, or set it on something else."));
    }
  }

  private static boolean isOn(CollectionId id, ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _, ScheduleTarget.Models _ -> false;
      case ScheduleTarget.WholeCollection whole -> whole.collection().equals(id);
      case ScheduleTarget.PartOfCollection part -> part.collection().equals(id);
    };
  }
}
