package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The member {@code connection} of a warehouse as JSON Schema, draft 2020-12, so that a form can be made of it. */
public final class WarehouseSchema {
  private static final String PORT_PATTERN = "^[0-9]{1,5}$";

  private WarehouseSchema() {}

  static JsonObject of(WarehouseType type) {
    return of(type, true);
  }

  /** @param secretsToo whether secrets have to be given; where one is kept, it may be left out */
  public static JsonObject of(WarehouseType type, boolean secretsToo) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    for (WarehouseField field : type.fields()) {
      properties.add(field.name(), property(field));
      if (field.required() && (secretsToo || field.kind() != FieldKind.SECRET)) {
        required.add(field.name());
      }
    }
    return Json.createObjectBuilder()
        .add("$schema", "https://json-schema.org/draft/2020-12/schema")
        .add("title", type.wireName())
        .add("type", "object")
        .add("properties", properties)
        .add("required", required)
        .add("additionalProperties", false)
        .build();
  }

  private static JsonObjectBuilder property(WarehouseField field) {
    JsonObjectBuilder property = Json.createObjectBuilder().add("description", field.meaning());
    switch (field.kind()) {
      case TEXT, HOST, FILE -> text(property);
      case SECRET -> text(property).add("format", "password").add("writeOnly", true);
      case PORT -> property.add("anyOf", Json.createArrayBuilder()
          .add(Json.createObjectBuilder().add("type", "integer").add("minimum", 1).add("maximum", 65_535))
          .add(Json.createObjectBuilder().add("type", "string").add("pattern", PORT_PATTERN)));
    }
    field.standard().ifPresent(value -> property.add("default", value));
    if (!field.choices().isEmpty()) {
      property.add("enum", Json.createArrayBuilder(field.choices()));
    }
    return property;
  }

  private static JsonObjectBuilder text(JsonObjectBuilder property) {
    return property.add("type", "string").add("minLength", 1).add("maxLength", WarehouseConnection.LONGEST_VALUE);
  }
}
