package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.List;

/** Saves a set of models under a name ("multiple models/collection of models" of the specification, step 4). */
public final class AddCollection {
  private final Projects projects;
  private final ModelCatalog catalog;
  private final Collections collections;
  private final ProjectHistory history;
  private final UnitOfWork work;

  public AddCollection(Projects projects, ModelCatalog catalog, Collections collections, ProjectHistory history, UnitOfWork work) {
    this.projects = projects;
    this.catalog = catalog;
    this.collections = collections;
    this.history = history;
    this.work = work;
  }

  /**
   * @param models names or unique_ids
   * @throws NotFound when the account has no such project
   * @throws io.datachannel.dbt.domain.failure.InvalidInput when the name is out of bounds, or MODEL_UNKNOWN
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when the project is deleted
   */
  public CollectionRecord add(Caller caller, ProjectId project, String name, List<String> models) {
    Text.required("name", name, 255);
    return work.inTransaction(() -> {
      NotDeleted.check(projects.lock(caller.account(), project).orElseThrow(() -> NotFound.of("project", project.value())));
      List<String> uniqueIds = NamedModels.uniqueIds("models", models, catalog.list(caller.account(), project));
      CollectionId id = collections.add(project, name, uniqueIds);
      CollectionRecord added = collections.find(caller.account(), project, id).orElseThrow();
      history.add(caller, List.of(project), CollectionHistory.added(added));
      return added;
    });
  }
}
