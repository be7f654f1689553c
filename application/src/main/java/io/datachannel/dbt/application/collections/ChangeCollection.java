package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.schedules.NarrowQueuedRuns;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.selection.NamedModels;
import java.util.List;
import java.util.function.Function;

/**
 * Renames a collection, or says anew which models are in it; they join or leave its schedules at once, and leave the runs of these that still
 * wait.
 */
public final class ChangeCollection {
  private final ReadSchedules read;
  private final ModelCatalog catalog;
  private final Collections collections;
  private final NarrowQueuedRuns queued;
  private final ProjectHistory history;
  private final UnitOfWork work;

  public ChangeCollection(ReadSchedules read, ModelCatalog catalog, Collections collections, NarrowQueuedRuns queued,
      ProjectHistory history, UnitOfWork work) {
    this.read = read;
    this.catalog = catalog;
    this.collections = collections;
    this.queued = queued;
    this.history = history;
    this.work = work;
  }

  /** What a user says of a collection. @param models names or unique_ids */
  public record Definition(String name, List<String> models) {}

  /**
   * @param change gives the definition in the place of what is there; it may be called again
   * @throws NotFound when the account has no such collection
   * @throws io.datachannel.dbt.domain.failure.InvalidInput as {@link AddCollection#add}
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when the project is deleted, or PRECONDITION_FAILED
   */
  public CollectionRecord change(Caller caller, ProjectId project, CollectionId id, ExpectedRevision expected,
      Function<CollectionRecord, Definition> change) {
    return work.inTransaction(() -> {
      Project locked = read.locked(caller.account(), project).project();
      NotDeleted.check(locked);
      CollectionRecord before =
          collections.find(caller.account(), project, id).orElseThrow(() -> NotFound.of("collection", id.value()));
      expected.check(before.revision());
      Definition definition = change.apply(before);
      CollectionRecord after = before.changed(Text.required("name", definition.name(), 255), models(caller, before, definition));
      if (collections.update(after) != 1) {
        throw new IllegalStateException("a collection changed under the lock of its project: " + id.value());
      }
      history.add(caller, List.of(project), CollectionHistory.changed(before, after));
      if (!after.models().equals(before.models())) {
        queued.narrow(read.of(locked));
      }
      return after;
    });
  }

  /** Those that are in it already need not be known: a rename is no reason to look at them again. */
  private List<String> models(Caller caller, CollectionRecord before, Definition definition) {
    return definition.models().equals(before.models())
        ? before.models()
        : NamedModels.uniqueIds("models", definition.models(), catalog.list(caller.account(), before.project()));
  }
}
