package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A named set of a project's models; a row of {@code dbt_collections}.
 *
 * @param models   unique_ids that the project has, sorted
 * @param missing  those that a refresh did not find any more, with its instant (UTC); they count again when one finds them
 * @param revision 1 when it is added, one more with each change of a user
 */
public record CollectionRecord(CollectionId id, AccountId account, ProjectId project, String name, List<String> models,
    SortedMap<String, Instant> missing, long revision) {

  /** With the missing ones: which models count, the project's models decide. */
  public ModelCollection whole() {
    Set<String> all = new TreeSet<>(models);
    all.addAll(missing.keySet());
    return new ModelCollection(id, project, name, all, revision);
  }

  /** The next revision. The missing ones are forgotten as soon as a user says anew which models are in it. */
  public CollectionRecord changed(String newName, List<String> newModels) {
    return new CollectionRecord(id, account, project, newName, newModels,
        newModels.equals(models) ? missing : new TreeMap<>(), revision + 1);
  }
}
