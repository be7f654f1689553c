package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.Optional;

/** Step 3 of the specification: "Project Configuration". */
public final class AddProject {
  private final Projects projects;
  private final ProjectParts parts;
  private final UnitOfWork work;
  private final IdSource ids;

  public AddProject(Projects projects, ProjectParts parts, UnitOfWork work, IdSource ids) {
    this.projects = projects;
    this.parts = parts;
    this.work = work;
    this.ids = ids;
  }

  /** @throws io.datachannel.dbt.domain.failure.InvalidInput as {@link ProjectParts#check} */
  public Project add(Caller caller, ProjectDefinition definition) {
    return work.inTransaction(() -> {
      parts.check(caller, definition, Optional.empty());
      ProjectId id = projects.add(caller, ids.uuid(), definition);
      return projects.find(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value()));
    });
  }
}
