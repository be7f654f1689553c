package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a schedule is set on, in the form in which a user gives it.
 *
 * @param models  unique_ids, of the kind MODELS
 * @param without unique_ids that were taken out, of the kind PART_OF_COLLECTION
 */
public record TargetView(String kind, Optional<List<String>> models, Optional<Integer> collectionId, Optional<List<String>> without) {
  static TargetView of(ScheduleTarget target) {
    return switch (target) {
      case ScheduleTarget.AllModels _ -> of(TargetBody.Kind.ALL_MODELS, Optional.empty(), Optional.empty(), Optional.empty());
      case ScheduleTarget.Models models -> of(TargetBody.Kind.MODELS, sorted(models.uniqueIds()), Optional.empty(), Optional.empty());
      case ScheduleTarget.WholeCollection whole ->
          of(TargetBody.Kind.COLLECTION, Optional.empty(), Optional.of(whole.collection()), Optional.empty());
      case ScheduleTarget.PartOfCollection part ->
          of(TargetBody.Kind.PART_OF_COLLECTION, Optional.empty(), Optional.of(part.collection()), sorted(part.without()));
    };
  }

  private static TargetView of(
      TargetBody.Kind kind, Optional<List<String>> models, Optional<CollectionId> collection, Optional<List<String>> without) {
    return new TargetView(kind.name(), models, collection.map(CollectionId::value), without);
  }

  private static Optional<List<String>> sorted(Set<String> models) {
    return Optional.of(models.stream().sorted().toList());
  }
}
