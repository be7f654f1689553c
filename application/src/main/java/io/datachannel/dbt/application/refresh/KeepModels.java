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
    underLock(project, () -> replace(project, workspace, models));
  }

  /** @param listed what this refresh has kept by {@link #keepList}: where that is still there and the same, it is not written again */
  void keepWhole(Project project, Workspace workspace, ManifestContent content, List<Model> listed) {
    underLock(project, () -> {
      if (content.models().equals(listed) && catalog.isOf(project.account(), project.id(), workspace.stamp())) {
        catalog.replaceManifest(project.id(), workspace.stamp(), manifestOf(workspace));
      } else {
        replace(project, workspace, content.models());
      }
      details.replace(project.id(), content.details(), content.others());
    });
  }

  private static ModelCatalog.Manifest manifestOf(Workspace workspace) {
    return new ModelCatalog.Manifest(workspace.manifest(), workspace.redactor());
  }

  /** So that a schedule sees the models and the collections of one refresh. */
  private void underLock(Project project, Runnable keep) {
    work.inTransaction(() -> {
      projects.lock(project.account(), project.id());
      keep.run();
      return project;
    });
  }

  private void replace(Project project, Workspace workspace, List<Model> models) {
    catalog.replace(project.id(), workspace.stamp(), manifestOf(workspace), models);
    collections.refreshed(
        project.id(), models.stream().map(Model::uniqueId).collect(Collectors.toUnmodifiableSet()), clock.instant());
  }
}
