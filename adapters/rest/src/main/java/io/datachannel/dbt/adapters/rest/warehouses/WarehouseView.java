package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.util.List;
import java.util.Map;

/** @param secretFields the fields that have a value which is never shown */
public record WarehouseView(long id, String name, String type, Map<String, String> connection, List<String> secretFields) {

  static WarehouseView of(Warehouse warehouse) {
    return new WarehouseView(
        warehouse.id().value(), warehouse.name(), warehouse.connection().type().wireName(),
        warehouse.connection().open(), warehouse.connection().secret().keySet().stream().sorted().toList());
  }
}
