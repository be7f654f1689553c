package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A warehouse as the API shows it.
 *
 * @param connection   the open fields alone
 * @param secretFields the names of those that are kept sealed
 */
public record WarehouseView(long id, String name, String type, Map<String, String> connection, List<String> secretFields) {
  static WarehouseView of(Warehouse warehouse) {
    List<WarehouseField> fields = warehouse.connection().fields();
    Map<String, String> open = new LinkedHashMap<>();
    fields.stream().map(WarehouseField::name).filter(warehouse.connection().open()::containsKey)
        .forEach(name -> open.put(name, warehouse.connection().open().get(name)));
    return new WarehouseView(warehouse.id().value(), warehouse.name(), warehouse.connection().type().wireName(), open,
        fields.stream().filter(field -> field.kind().isSecret()).map(WarehouseField::name)
            .filter(warehouse.connection().secret()::containsKey).toList());
  }
}
