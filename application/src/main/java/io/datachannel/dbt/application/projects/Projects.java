package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.Optional;

/** The projects; rows of {@code dbt_projects} and {@code dbt_project_details}. */
public interface Projects {

  /** Adds an ACTIVE project, and a row of change history by the caller. */
  ProjectId add(Caller caller, String uuid, ProjectDefinition definition);

  Optional<Project> find(AccountId account, ProjectId id);

  /** As {@link #find}, with the row locked until the end of the transaction around this call. */
  Optional<Project> lock(AccountId account, ProjectId id);

  /**
   * Writes the next revision of a project.
   *
   * @return the rows changed: 0 when the revision before it is not the newest any more
   */
  int update(Project next);

  /** By id, ascending, without the deleted ones. */
  List<Project> list(AccountId account, Page page);
}
