package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.credentials.SecretChange;
import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.PropertyChange;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells in which properties two revisions of a warehouse differ, for the history of the projects on it. */
final class WarehouseChanges {
  private static final String PREFIX = "warehouse.";

  private WarehouseChanges() {}

  static List<PropertyChange> between(Warehouse before, Warehouse after) {
    List<PropertyChange> changes = new ArrayList<>(ProjectChanges.between(properties(before), properties(after)));
    after.connection().secret().forEach((field, secret) -> {
      if (SecretChange.between(Optional.ofNullable(before.connection().secret().get(field)), Optional.of(secret))) {
        changes.add(PropertyChange.ofSecret(PREFIX + field));
      }
    });
    return changes;
  }

  private static Map<String, String> properties(Warehouse warehouse) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(PREFIX + "name", warehouse.name());
    properties.put(PREFIX + "type", warehouse.connection().type().wireName());
    warehouse.connection().fields().stream().filter(field -> warehouse.connection().open().containsKey(field.name()))
        .forEach(field -> properties.put(PREFIX + field.name(), warehouse.connection().open().get(field.name())));
    return properties;
  }
}
