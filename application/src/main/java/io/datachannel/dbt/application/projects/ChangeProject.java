package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.schedules.PlanSchedules;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes what a project is, or its status. Runs that are under way go on with what they began with. */
public final class ChangeProject {
  private final Projects projects;
  private final ProjectParts parts;
  private final ProjectHistory history;
  private final PlanSchedules planSchedules;
  private final UnitOfWork work;

  public ChangeProject(Projects projects, ProjectParts parts, ProjectHistory history, PlanSchedules planSchedules,
      UnitOfWork work) {
    this.projects = projects;
    this.parts = parts;
    this.history = history;
    this.planSchedules = planSchedules;
    this.work = work;
  }

  /**
   * @param change gives the definition in the place of what is there; it may be called again
   * @throws NotFound when the account has no such project
   * @throws io.datachannel.dbt.domain.failure.InvalidInput as {@link AddProject#add}
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted, or PRECONDITION_FAILED
   */
  public Project change(Caller caller, ProjectId id, ExpectedRevision expected, Function<Project, ProjectDefinition> change) {
    return write(caller, id, expected, before -> {
      ProjectDefinition definition = change.apply(NotDeleted.check(before));
      parts.check(caller, definition, Optional.of(id));
      return before.changed(definition);
    });
  }

  /** Until it is resumed, no schedule starts a run; users still may. Throws as {@link #change}. */
  public Project pause(Caller caller, ProjectId id) {
    return move(caller, id, ProjectStatus.PAUSED);
  }

  /** Throws as {@link #change}. */
  public Project resume(Caller caller, ProjectId id) {
    return move(caller, id, ProjectStatus.ACTIVE);
  }

  private Project move(Caller caller, ProjectId id, ProjectStatus status) {
    return write(caller, id, new ExpectedRevision.Any(), before -> {
      NotDeleted.check(before);
      return before.status() == status ? before : before.in(status);
    });
  }

  /** Gives the project as it is when the change leaves it so. */
  Project write(Caller caller, ProjectId id, ExpectedRevision expected, UnaryOperator<Project> change) {
    return work.inTransaction(() -> {
      Project before = projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value()));
      expected.check(before.revision());
      Project after = change.apply(before);
      if (after.revision() == before.revision()) {
        return before;
      }
      if (projects.update(after) != 1) {
        throw new IllegalStateException("a locked project changed under the lock: " + id.value());
      }
      history.add(caller, List.of(id), ProjectChanges.between(before, after));
      if (after.status() != before.status()) {
        planSchedules.afterStatus(after);
      }
      return after;
    });
  }
}
