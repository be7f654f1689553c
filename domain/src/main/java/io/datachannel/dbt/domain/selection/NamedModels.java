package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a user names among the models of a project: models, seeds and snapshots; tests go with the models that they test. */
public final class NamedModels {
  /** The most that a collection or a schedule may name. */
  public static final int MOST = 5000;
  private static final Set<ResourceType> BUILT = Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);
  private static final Set<String> PREFIXES =
      BUILT.stream().map(type -> type.dbtName() + ".").collect(Collectors.toUnmodifiableSet());

  private NamedModels() {}

  /** Whether a node is something that schedules govern. */
  public static boolean isBuilt(Model model) {
    return BUILT.contains(model.resourceType());
  }

  /**
   * @param field what the API calls the list
   * @param names names or unique_ids; before the first refresh, when nothing is known, unique_ids alone
   * @param known all nodes that the last refresh found
   * @return unique_ids, sorted and without repeats; a name that several packages have gives all of them
   * @throws InvalidInput when the list is empty or too long, or the project has no such model
   */
  public static List<String> uniqueIds(String field, List<String> names, Collection<Model> known) {
    if (names.isEmpty() || names.size() > MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must name 1 to " + MOST + " models.");
    }
    TreeSet<String> found = new TreeSet<>();
    TreeSet<String> unknown = new TreeSet<>();
    for (String name : names) {
      List<String> matches = matches(Text.required(field, name, 255), known);
      found.addAll(matches);
      if (matches.isEmpty()) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidInput(FailureCode.MODEL_UNKNOWN, field, known.isEmpty()
          ? "The project was not refreshed yet, so that only unique_ids such as model.shop.orders are taken, and not "
              + String.join(", ", unknown) + "; refresh it first."
          : "The project has no model " + String.join(", ", unknown)
              + " as of its last refresh; list its models, or refresh it. Tests go with the models that they test.");
    }
    return List.copyOf(found);
  }

  private static List<String> matches(String name, Collection<Model> known) {
    if (known.isEmpty()) {
      return PREFIXES.stream().anyMatch(name::startsWith) ? List.of(name) : List.of();
    }
    return known.stream().filter(NamedModels::isBuilt)
        .filter(model -> model.uniqueId().equals(name) || model.name().equals(name)).map(Model::uniqueId).toList();
  }
}
