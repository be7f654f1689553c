package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.ProjectModels;

/** Reads the schedules of a project with its models and collections. */
public final class ReadSchedules {
  private final Projects projects;
  private final ModelCatalog catalog;
  private final Collections collections;
  private final Schedules schedules;

  public ReadSchedules(Projects projects, ModelCatalog catalog, Collections collections, Schedules schedules) {
    this.projects = projects;
    this.catalog = catalog;
    this.collections = collections;
    this.schedules = schedules;
  }

  /** @throws NotFound when the account has no such project */
  public ProjectSchedules of(AccountId account, ProjectId id) {
    return of(projects.find(account, id).orElseThrow(() -> NotFound.of("project", id.value())));
  }

  /** With the row of the project locked until the end of the transaction around this call. @throws NotFound as {@link #of} */
  public ProjectSchedules locked(AccountId account, ProjectId id) {
    return of(projects.lock(account, id).orElseThrow(() -> NotFound.of("project", id.value())));
  }

  /** @param project as it was read, or locked */
  public ProjectSchedules of(Project project) {
    ProjectModels models = new ProjectModels(catalog.builtIds(project.account(), project.id()),
        collections.all(project.account(), project.id()).stream().map(CollectionRecord::whole).toList());
    return new ProjectSchedules(project, schedules.all(project.account(), project.id()), models);
  }
}
