package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.domain.warehouse.LoginMethod;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * The member {@code connection} of a warehouse as JSON Schema, draft 2020-12, so that a form can be made of it: an object, or one of
 * several, each for a way to log in, which its {@code method} names.
 */
public final class WarehouseSchema {
  private static final String PORT_PATTERN = "^[0-9]{1,5}$";
  private static final String NUMBER_PATTERN = "^[0-9]{1,16}$";
  private static final long HIGHEST_NUMBER = 1_000_000_000_000_000L;

  private WarehouseSchema() {}

  static JsonObject of(WarehouseType type) {
    JsonObjectBuilder schema = Json.createObjectBuilder()
        .add("$schema", "https://json-schema.org/draft/2020-12/schema")
        .add("title", type.title());
    List<JsonObject> ways = type.methods().stream().map(method -> of(type, method, true)).toList();
    return ways.size() == 1 ? schema.addAll(Json.createObjectBuilder(ways.getFirst()).remove("title")).build()
        : schema.add("oneOf", Json.createArrayBuilder(ways)).build();
  }

  /**
   * The schema of one way to log in.
   *
   * @param secretsToo whether secrets have to be given; where they are kept, they may be left out
   */
  public static JsonObject of(WarehouseType type, LoginMethod method, boolean secretsToo) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    type.methodField().ifPresent(field -> {
      properties.add(field.name(), property(field).add("const", method.name()).add("default", method.name()));
      // One way is that of a connection that names none.
      if (!method.equals(type.methods().getFirst())) {
        required.add(field.name());
      }
    });
    for (WarehouseField field : method.fields()) {
      JsonObjectBuilder property = property(field);
      field.standard().ifPresent(value -> property.add("default", value));
      if (!field.choices().isEmpty()) {
        property.add("enum", Json.createArrayBuilder(field.choices()));
      }
      properties.add(field.name(), property);
      if (field.required() && (secretsToo || !field.kind().isSecret())) {
        required.add(field.name());
      }
    }
    return Json.createObjectBuilder()
        .add("title", method.title())
        .add("type", "object")
        .add("properties", properties)
        .add("required", required)
        .add("additionalProperties", false)
        .build();
  }

  private static JsonObjectBuilder property(WarehouseField field) {
    JsonObjectBuilder property = Json.createObjectBuilder().add("title", field.title()).add("description", field.meaning());
    switch (field.kind()) {
      case TEXT, HOST, PLACE, FILE -> text(property, field);
      case SECRET -> text(property, field).add("format", "password").add("writeOnly", true);
      case CERTIFICATE -> text(property, field).add("contentMediaType", "application/x-pem-file");
      case KEY, KEY_FILE -> text(property, field).add("contentMediaType", "application/x-pem-file").add("writeOnly", true);
      case SERVICE_ACCOUNT -> property.add("writeOnly", true).add("anyOf", Json.createArrayBuilder()
          .add(text(Json.createObjectBuilder(), field).add("contentMediaType", "application/json"))
          .add(Json.createObjectBuilder().add("type", "object")));
      case PORT -> numberOrText(property, 1, 65_535, PORT_PATTERN);
      case NUMBER -> numberOrText(property, 0, HIGHEST_NUMBER, NUMBER_PATTERN);
      case FLAG -> property.add("anyOf", Json.createArrayBuilder()
          .add(Json.createObjectBuilder().add("type", "boolean"))
          .add(Json.createObjectBuilder().add("type", "string").add("enum", Json.createArrayBuilder().add("true").add("false"))));
    }
    return property;
  }

  private static JsonObjectBuilder text(JsonObjectBuilder property, WarehouseField field) {
    property.add("type", "string").add("minLength", 1).add("maxLength", field.longest());
    field.pattern().ifPresent(pattern -> property.add("pattern", "^" + pattern.expression() + "$"));
    return property;
  }

  private static void numberOrText(JsonObjectBuilder property, long low, long high, String pattern) {
    property.add("anyOf", Json.createArrayBuilder()
        .add(Json.createObjectBuilder().add("type", "integer").add("minimum", low).add("maximum", high))
        .add(Json.createObjectBuilder().add("type", "string").add("pattern", pattern)));
  }
}
