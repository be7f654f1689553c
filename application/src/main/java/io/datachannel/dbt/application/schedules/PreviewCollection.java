package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.collections.ChangeCollection.Definition;
import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.ProjectModels;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Tells who would govern each model after a change of a collection; nothing is done. */
public final class PreviewCollection {
  private final ReadSchedules read;
  private final Collections collections;
  private final ModelCatalog catalog;
  private final InstantSource databaseClock;

  /** @param databaseClock the clock that firings go by */
  public PreviewCollection(ReadSchedules read, Collections collections, ModelCatalog catalog, InstantSource databaseClock) {
    this.read = read;
    this.collections = collections;
    this.catalog = catalog;
    this.databaseClock = databaseClock;
  }

  /** Throws as {@link io.datachannel.dbt.application.collections.ChangeCollection#change}. */
  public Preview preview(Caller caller, ProjectId project, CollectionId id, ExpectedRevision expected,
      Function<CollectionRecord, Definition> change) {
    ProjectSchedules now = read.of(caller.account(), project);
    NotDeleted.check(now.project());
    CollectionRecord before =
        collections.find(caller.account(), project, id).orElseThrow(() -> NotFound.of("collection", id.value()));
    expected.check(before.revision());
    Definition definition = change.apply(before);
    List<String> models = definition.models().equals(before.models())
        ? before.models() : NamedModels.uniqueIds("models", definition.models(), catalog.list(caller.account(), project));
    ModelCollection after = before.changed(Text.required("name", definition.name(), 255), models).whole();
    ProjectModels changed = new ProjectModels(now.models().models(),
        now.models().collections().stream().map(collection -> collection.id().equals(id) ? after : collection).toList());
    return Preview.of(new Preview.State(now.schedules(), now.models()), new Preview.State(now.schedules(), changed), List.of(),
        databaseClock.instant());
  }
}
