package io.datachannel.dbt.adapters.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The schema of a body as far as an example of it goes, with the members inside, too. */
record BodySchema(JsonObject root) {
  /** A member of an object. @param pointer to it in the body (RFC 6901) */
  record Member(String pointer, JsonObject schema, boolean required) {
    String name() {
      return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
  }

  /** An object that takes no members but these. */
  record Closed(String pointer, Set<String> names) {}

  List<Closed> closedObjects(JsonObject example) {
    List<Closed> all = new ArrayList<>();
    closed("", root, example, all);
    return all;
  }

  private void closed(String pointer, JsonObject declared, JsonValue example, List<Closed> all) {
    JsonObject schema = branchOf(declared, example);
    if (example instanceof JsonArray array) {
      closed(pointer + "/0", schema.getJsonObject("items"), array.getFirst(), all);
    }
    if (example instanceof JsonObject object && schema.containsKey("properties")) {
      all.add(new Closed(pointer, names(declared)));
      schema.getJsonObject("properties").forEach((name, property) -> {
        if (object.containsKey(name)) {
          closed(pointer + "/" + name, property.asJsonObject(), object.get(name), all);
        }
      });
    }
  }

  /** Of all that it may be: a reader names the members of each. */
  private static Set<String> names(JsonObject schema) {
    TreeSet<String> names = new TreeSet<>();
    Stream<JsonObject> branches = schema.containsKey("oneOf") ? schema.getJsonArray("oneOf").getValuesAs(JsonObject.class).stream()
        : Stream.of(schema);
    branches.forEach(branch -> names.addAll(branch.getJsonObject("properties").keySet()));
    return names;
  }

  /** Every member that the example has. */
  List<Member> members(JsonObject example) {
    List<Member> all = new ArrayList<>();
    members("", root, example, all);
    return all;
  }

  private void members(String pointer, JsonObject declared, JsonValue example, List<Member> all) {
    JsonObject schema = branchOf(declared, example);
    if (example instanceof JsonArray array && schema.containsKey("items") && array.getFirst() instanceof JsonObject) {
      members(pointer + "/0", schema.getJsonObject("items"), array.getFirst(), all);
    }
    if (example instanceof JsonObject object && schema.containsKey("properties")) {
      List<JsonString> required =
          schema.containsKey("required") ? schema.getJsonArray("required").getValuesAs(JsonString.class) : List.of();
      object.forEach((name, value) -> {
        JsonObject property = schema.getJsonObject("properties").getJsonObject(name);
        all.add(new Member(pointer + "/" + name, property, required.contains(Json.createValue(name))));
        members(pointer + "/" + name, property, value, all);
      });
    }
  }

  /** Of several schemas that one whose words for {@code type} and {@code kind} are those of the example. */
  private static JsonObject branchOf(JsonObject schema, JsonValue example) {
    return schema.containsKey("oneOf") && example instanceof JsonObject object
        ? schema.getJsonArray("oneOf").getValuesAs(JsonObject.class).stream().filter(branch -> Stream.of("type", "kind")
            .filter(object::containsKey).allMatch(word -> branch.getJsonObject("properties").getJsonObject(word).toString()
                .contains(object.get(word).toString()))).findFirst().orElseThrow()
        : schema;
  }

  /** Values that the schema of a member does not allow. */
  static List<JsonValue> wrong(JsonObject schema) {
    List<JsonValue> wrong = new ArrayList<>();
    String type = schema.get("type") instanceof JsonArray several ? several.getString(0) : schema.getString("type", "");
    switch (type) {
      case "string" -> wrong.add(JsonValue.EMPTY_JSON_ARRAY);
      case "integer", "number", "boolean", "array", "object" -> wrong.add(Json.createValue("x"));
      default -> { }
    }
    if (schema.containsKey("enum") || schema.containsKey("const") || "date-time".equals(schema.getString("format", ""))) {
      wrong.add(Json.createValue("none of them"));
    }
    if (schema.containsKey("maxLength")) {
      wrong.add(Json.createValue("x".repeat(schema.getInt("maxLength") + 1)));
      wrong.add(Json.createValue(""));
    }
    if (schema.containsKey("pattern")) {
      wrong.add(Json.createValue("a\u0000b"));
    }
    if (schema.containsKey("minimum")) {
      wrong.add(Json.createValue(schema.getJsonNumber("minimum").bigDecimalValue().subtract(BigDecimal.ONE)));
      wrong.add(Json.createValue(schema.getJsonNumber("maximum").bigDecimalValue().add(BigDecimal.ONE)));
    }
    if (schema.containsKey("maxItems") && schema.getInt("minItems") > 0) {
      wrong.add(JsonValue.EMPTY_JSON_ARRAY);
    }
    return wrong;
  }
}
