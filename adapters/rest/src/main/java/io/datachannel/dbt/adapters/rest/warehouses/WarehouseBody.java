package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a user gives of a warehouse. */
record WarehouseBody(String name, WarehouseType type, Map<String, String> fields) {

  static WarehouseBody of(JsonBody body) {
    body.rejectUnknown("name", "type", "connection");
    String name = body.requiredText("name");
    WarehouseType type = WarehouseType.named(body.requiredText("type"));
    Map<String, String> fields = new LinkedHashMap<>();
    body.requiredObject("connection").forEach((field, value) -> {
      if (value != JsonValue.NULL) {
        fields.put(field, text(type, field, value).orElseThrow(() -> body.invalid("connection." + field, expected(type, field))));
      }
    });
    return new WarehouseBody(name, type, fields);
  }

  /** Every value may be given as a text; numbers, flags and JSON also as what they are. */
  private static Optional<String> text(WarehouseType type, String field, JsonValue value) {
    return switch (value) {
      case JsonString text -> Optional.of(text.getString());
      case JsonNumber number when number.isIntegral() && (isOf(type, field, FieldKind.PORT) || isOf(type, field, FieldKind.NUMBER)) ->
          Optional.of(number.toString());
      case JsonObject object when isOf(type, field, FieldKind.SERVICE_ACCOUNT) -> Optional.of(object.toString());
      case JsonValue flag when (flag == JsonValue.TRUE || flag == JsonValue.FALSE) && isOf(type, field, FieldKind.FLAG) ->
          Optional.of(flag.toString());
      default -> Optional.empty();
    };
  }

  private static String expected(WarehouseType type, String field) {
    if (isOf(type, field, FieldKind.PORT) || isOf(type, field, FieldKind.NUMBER)) {
      return "text or a whole number";
    }
    if (isOf(type, field, FieldKind.FLAG)) {
      return "true or false";
    }
    return isOf(type, field, FieldKind.SERVICE_ACCOUNT) ? "the JSON of a key, as text or as an object" : "text, in quotes";
  }

  private static boolean isOf(WarehouseType type, String field, FieldKind kind) {
    return type.methods().stream().flatMap(method -> method.field(field).stream()).map(WarehouseField::kind).anyMatch(kind::equals);
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
