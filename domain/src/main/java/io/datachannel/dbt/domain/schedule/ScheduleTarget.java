package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What a schedule is set on (specification, step 4); two schedules with equal targets are the same schedule, set twice. */
public sealed interface ScheduleTarget {

  /**
   * @param model       a unique_id
   * @param collections those of the project; one that is not among them covers nothing
   */
  boolean covers(String model, Collection<ModelCollection> collections);

  /** Each model that the project has, and those it will have. */
  record AllModels() implements ScheduleTarget {
    @Override
    public boolean covers(String model, Collection<ModelCollection> collections) {
      return true;
    }
  }

  /** One model, or several. */
  record Models(Set<String> uniqueIds) implements ScheduleTarget {
    public Models {
      uniqueIds = named("target.models", uniqueIds);
    }

    @Override
    public boolean covers(String model, Collection<ModelCollection> collections) {
      return uniqueIds.contains(model);
    }
  }

  /** Whatever is in the collection when the schedule fires. */
  record WholeCollection(CollectionId collection) implements ScheduleTarget {
    @Override
    public boolean covers(String model, Collection<ModelCollection> collections) {
      return holds(collection, model, collections);
    }
  }

  /** @param without the models that were taken out of the schedule; they stay in the collection */
  record PartOfCollection(CollectionId collection, Set<String> without) implements ScheduleTarget {
    public PartOfCollection {
      without = named("target.without", without);
    }

    @Override
    public boolean covers(String model, Collection<ModelCollection> collections) {
      return !without.contains(model) && holds(collection, model, collections);
    }
  }

  private static boolean holds(CollectionId id, String model, Collection<ModelCollection> collections) {
    return collections.stream().anyMatch(collection -> collection.id().equals(id) && collection.models().contains(model));
  }

  private static Set<String> named(String field, Set<String> models) {
    if (models.isEmpty() || models.size() > 5000) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must name from 1 to 5000 models.");
    }
    models.forEach(model -> Text.required(field, model, 255));
    return Collections.unmodifiableSet(new TreeSet<>(models));
  }
}
