package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;

/** Refuses to change a deleted project, or to start something with it. */
public final class NotDeleted {
  private NotDeleted() {}

  /** @throws Rejected with PROJECT_NOT_ACTIVE when it is deleted */
  public static Project check(Project project) {
    if (project.status() == ProjectStatus.DELETED) {
      throw new Rejected(Failure.of(FailureCode.PROJECT_NOT_ACTIVE,
          "Project " + project.id().value() + " is deleted; what it has done can be read, and nothing more be done with it."));
    }
    return project;
  }
}
