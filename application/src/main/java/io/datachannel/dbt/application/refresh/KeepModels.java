package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ModelDetails;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps the models that a refresh found, and tells the project's collections which of theirs are gone or back. */
public final class KeepModels {
  private final Projects projects;
  private final ModelCatalog catalog;
  private final ModelDetails details;
  private final Collections collections;
  private final UnitOfWork work;
  private final InstantSource clock;

  public KeepModels(
      Projects projects, ModelCatalog catalog, ModelDetails details, Collections collections, UnitOfWork work, InstantSource clock) {
    this.projects = projects;
    this.catalog = catalog;
    this.details = details;
    this.collections = collections;
    this.work = work;
    this.clock = clock;
  }

  void keepList(Project project, Workspace workspace, List<Model> models) {
    keep(project, workspace, models, () -> { });
  }

  void keepWhole(Project project, Workspace workspace, ManifestContent content) {
    keep(project, workspace, content.models(), () -> details.replace(project.id(), content.details(), content.others()));
  }

  /** Under the lock of the project, so that a schedule sees the models and the collections of one refresh. */
  private void keep(Project project, Workspace workspace, List<Model> models, Runnable beside) {
    work.inTransaction(() -> {
      projects.lock(project.account(), project.id());
      catalog.replace(project.id(), workspace.stamp(), workspace.manifest(), models);
      beside.run();
      collections.refreshed(
          project.id(), models.stream().map(Model::uniqueId).collect(Collectors.toUnmodifiableSet()), clock.instant());
      return models;
    });
  }
}
