package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the history of a project tells of its collections. */
final class CollectionHistory {
  private CollectionHistory() {}

  static List<PropertyChange> added(CollectionRecord added) {
    return ProjectChanges.between(Map.of(), properties(added));
  }

  static List<PropertyChange> changed(CollectionRecord before, CollectionRecord after) {
    return ProjectChanges.between(properties(before), properties(after));
  }

  static List<PropertyChange> deleted(CollectionRecord deleted) {
    return ProjectChanges.between(properties(deleted), Map.of());
  }

  private static Map<String, String> properties(CollectionRecord collection) {
    String prefix = "collections." + collection.id().value() + ".";
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(prefix + "name", collection.name());
    properties.put(prefix + "models", String.join(" ", collection.models()));
    return properties;
  }
}
