package io.datachannel.dbt.adapters.rest.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The parts that schemas of requests are built of (JSON Schema 2020-12, which OpenAPI 3.1 uses). */
final class Schemas {
  /** The highest id that the specification's INT UNSIGNED columns hold. */
  static final long UNSIGNED = 4_294_967_295L;

  private static final String ON_ONE_LINE = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
  private static final JsonObject NULL = Json.createObjectBuilder().add("type", "null").build();

  private Schemas() {}

  /** Text on one line. @param longest in characters (Unicode code points) */
  static JsonObject text(int longest) {
    return Json.createObjectBuilder(anyText(longest)).add("pattern", ON_ONE_LINE).build();
  }

  /** A text of one line that no answer shows again. */
  static JsonObject secret(int longest) {
    return Json.createObjectBuilder(text(longest)).add("format", "password").add("writeOnly", true).build();
  }

  /** Text on any number of lines. */
  static JsonObject anyText(int longest) {
    return Json.createObjectBuilder().add("type", "string").add("minLength", 1).add("maxLength", longest).build();
  }

  /** Text of any length up to that of a whole body; it may be empty. */
  static JsonObject longText() {
    return Json.createObjectBuilder().add("type", "string").build();
  }

  static JsonObject whole(long low, long high) {
    return Json.createObjectBuilder().add("type", "integer").add("format", high > Integer.MAX_VALUE ? "int64" : "int32")
        .add("minimum", low).add("maximum", high).build();
  }

  static JsonObject decimal(long most) {
    return Json.createObjectBuilder().add("type", "number").add("minimum", 0).add("maximum", most).build();
  }

  static JsonObject flag() {
    return Json.createObjectBuilder().add("type", "boolean").build();
  }

  /** ISO 8601, UTC or with an offset. */
  static JsonObject instant() {
    return Json.createObjectBuilder().add("type", "string").add("format", "date-time").build();
  }

  /** An object of whatever members. */
  static JsonObject anyObject() {
    return Json.createObjectBuilder().add("type", "object").build();
  }

  static JsonObject listOf(JsonObject item, int least, int most) {
    return Json.createObjectBuilder().add("type", "array").add("items", item).add("minItems", least).add("maxItems", most).build();
  }

  static JsonObject words(List<String> words) {
    return Json.createObjectBuilder().add("type", "string").add("enum", Json.createArrayBuilder(words)).build();
  }

  static <E extends Enum<E>> JsonObject namesOf(Class<E> type) {
    return words(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
  }

  static <E extends Enum<E>> JsonObject wordsOf(Class<E> type, Function<E, String> word) {
    return words(Arrays.stream(type.getEnumConstants()).map(word).toList());
  }

  /** The same schema with a member more, for example its default. */
  static JsonObject with(JsonObject schema, String name, JsonValue value) {
    return Json.createObjectBuilder(schema).add(name, value).build();
  }

  static JsonObject standard(JsonObject schema, String value) {
    return with(schema, "default", Json.createValue(value));
  }

  static JsonObject standard(JsonObject schema, int value) {
    return with(schema, "default", Json.createValue(value));
  }

  static JsonObject either(List<JsonObject> schemas) {
    return Json.createObjectBuilder().add("oneOf", Json.createArrayBuilder(schemas)).build();
  }

  /** A member of an object. @param meaning a sentence, Markdown */
  record Field(String name, boolean required, JsonObject schema, String meaning) {}

  static Field required(String name, JsonObject schema, String meaning) {
    return new Field(name, true, schema, meaning);
  }

  static Field optional(String name, JsonObject schema, String meaning) {
    return new Field(name, false, schema, meaning);
  }

  /** An object of these members and no others. An optional one may be null, which counts as left out. */
  static JsonObject closed(Field... fields) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    for (Field field : fields) {
      JsonObject schema = field.required() ? field.schema() : orNull(field.schema());
      properties.add(field.name(), Json.createObjectBuilder(schema).add("description", field.meaning()));
      if (field.required()) {
        required.add(field.name());
      }
    }
    return Json.createObjectBuilder().add("type", "object").add("properties", properties).add("required", required)
        .add("additionalProperties", false).build();
  }

  /** A merge patch on such an object (RFC 7396): each member may be left out. */
  static JsonObject patchOf(JsonObject closed) {
    return Json.createObjectBuilder(closed).remove("required").build();
  }

  /** The same, or null. */
  static JsonObject orNull(JsonObject schema) {
    if (!schema.containsKey("type") || schema.containsKey("const")) {
      return Json.createObjectBuilder().add("anyOf", Json.createArrayBuilder().add(schema).add(NULL)).build();
    }
    JsonObjectBuilder nullable = Json.createObjectBuilder(schema)
        .add("type", Json.createArrayBuilder().add(schema.get("type")).add("null"));
    if (schema.containsKey("enum")) {
      nullable.add("enum", Json.createArrayBuilder(schema.getJsonArray("enum")).add(JsonValue.NULL));
    }
    return nullable.build();
  }
}
