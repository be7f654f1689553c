package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The collections of projects; rows of {@code dbt_collections}. Whoever changes one holds the lock of its project. */
public interface Collections {
  /** @param models unique_ids */
  CollectionId add(ProjectId project, String name, List<String> models);

  Optional<CollectionRecord> find(AccountId account, ProjectId project, CollectionId id);

  /** By id, ascending; empty for another account's project. */
  List<CollectionRecord> list(AccountId account, ProjectId project, Page page);

  /** All of them, by id, ascending. */
  List<CollectionRecord> all(AccountId account, ProjectId project);

  /** @return the rows changed: 0 when the revision before it is not the newest any more */
  int update(CollectionRecord next);

  /** @return the rows deleted */
  int delete(AccountId account, ProjectId project, CollectionId id);

  /** After a refresh: models that it did not find are missing from then on, and those that it found again are not any more. */
  void refreshed(ProjectId project, Set<String> found, Instant at);
}
