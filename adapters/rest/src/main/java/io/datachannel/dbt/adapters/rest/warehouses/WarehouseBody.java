package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;

/** Reads what a user gives of a warehouse. */
record WarehouseBody(String name, WarehouseType type, Map<String, String> fields) {

  static WarehouseBody of(JsonBody body) {
    body.rejectUnknown("name", "type", "connection");
    String name = body.requiredText("name");
    WarehouseType type = WarehouseType.named(body.requiredText("type"));
    return new WarehouseBody(name, type, body.requiredTexts("connection",
        field -> type.fields().stream().anyMatch(one -> one.name().equals(field) && one.kind() == FieldKind.PORT)));
  }

  WarehouseConnection connection() {
    return WarehouseConnection.of(type, fields);
  }

  Warehouse replacing(Warehouse current) {
    return current.changed(name, current.connection().replacedBy(type, fields));
  }

  /** What a user would give to get this warehouse, but for its secrets. */
  static JsonObject json(Warehouse warehouse) {
    return Json.createObjectBuilder()
        .add("name", warehouse.name())
        .add("type", warehouse.connection().type().wireName())
        .add("connection", Json.createObjectBuilder(Map.<String, Object>copyOf(warehouse.connection().open())))
        .build();
  }
}
