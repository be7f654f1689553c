package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import java.util.List;

/** Compares the models that a refresh found with those that are kept. */
public final class CompareModels {
  private final ModelCatalog catalog;
  private final Collections collections;
  private final Schedules schedules;

  public CompareModels(ModelCatalog catalog, Collections collections, Schedules schedules) {
    this.catalog = catalog;
    this.collections = collections;
    this.schedules = schedules;
  }

  /** For the user: what changes while this reads is not looked for. */
  RefreshChanges with(Project project, List<Model> found) {
    return RefreshChanges.between(catalog.list(project.account(), project.id()), found,
        schedules.all(project.account(), project.id()).stream().map(ScheduleRecord::schedule).toList(),
        collections.all(project.account(), project.id()).stream().map(CollectionRecord::whole).toList());
  }
}
