package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.collection.ModelCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What schedules are set on: the models of a project and its collections.
 *
 * @param models the unique_ids as of the last refresh, sorted; none before the first one
 */
public record ProjectModels(Set<String> models, List<ModelCollection> collections) {
  public ProjectModels {
    models = Collections.unmodifiableSet(new TreeSet<>(models));
    collections = List.copyOf(collections);
  }

  /** Sorted. */
  Set<String> coveredBy(ScheduleTarget target) {
    return models.stream().filter(model -> target.covers(model, collections)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The models that a target names, one by one or by its collection, and the project does not have; sorted. */
  Set<String> vanishedFrom(ScheduleTarget target) {
    Collection<String> named = switch (target) {
      case ScheduleTarget.AllModels _ -> Set.of();
      case ScheduleTarget.Models chosen -> chosen.uniqueIds();
      case ScheduleTarget.WholeCollection _, ScheduleTarget.PartOfCollection _ -> collections.stream()
          .flatMap(collection -> collection.models().stream()).filter(model -> target.covers(model, collections)).toList();
    };
    return named.stream().filter(model -> !models.contains(model)).collect(Collectors.toCollection(TreeSet::new));
  }
}
