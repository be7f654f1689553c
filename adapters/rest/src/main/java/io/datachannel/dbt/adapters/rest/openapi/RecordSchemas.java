package io.datachannel.dbt.adapters.rest.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The schemas of answers, read off the records that answers are written from; a component that is Optional may be left out. */
final class RecordSchemas {
  private final SortedMap<String, JsonObject> components = new TreeMap<>();
  private final Map<String, Class<?>> named = new HashMap<>();

  /** The schema of a type; records without type parameters become components of their own. */
  JsonObject of(Type type) {
    return of(type, Map.of());
  }

  /** What has been referred to by now, by its name. */
  SortedMap<String, JsonObject> components() {
    return components;
  }

  private JsonObject of(Type type, Map<String, Type> bound) {
    return switch (type) {
      case TypeVariable<?> variable -> of(bound.get(variable.getName()), Map.of());
      case Either either -> Schemas.either(List.of(of(either.usual(), Map.of()), of(either.other(), Map.of())));
      case ParameterizedType generic -> generic(generic, bound);
      case Class<?> plain when plain.isRecord() -> reference(plain);
      case Class<?> plain -> plain(plain);
      default -> throw new IllegalArgumentException("answers have no schema for " + type);
    };
  }

  private JsonObject generic(ParameterizedType type, Map<String, Type> bound) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type first = type.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return of(first, bound);
    }
    if (raw == List.class) {
      return Json.createObjectBuilder().add("type", "array").add("items", of(first, bound)).build();
    }
    if (raw == Map.class) {
      return Json.createObjectBuilder().add("type", "object").add("additionalProperties", of(type.getActualTypeArguments()[1], bound)).build();
    }
    return record(raw, Map.of(raw.getTypeParameters()[0].getName(), first));
  }

  private static JsonObject plain(Class<?> type) {
    JsonObjectBuilder schema = Json.createObjectBuilder();
    if (type == String.class) {
      return schema.add("type", "string").build();
    }
    if (type == int.class || type == Integer.class) {
      return schema.add("type", "integer").add("format", "int32").build();
    }
    if (type == long.class || type == Long.class) {
      return schema.add("type", "integer").add("format", "int64").build();
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.add("type", "boolean").build();
    }
    if (type == Instant.class) {
      return schema.add("type", "string").add("format", "date-time").build();
    }
    if (JsonObject.class.isAssignableFrom(type)) {
      return schema.add("type", "object").build();
    }
    throw new IllegalArgumentException("answers have no schema for " + type);
  }

  private JsonObject reference(Class<?> type) {
    String name = nameOf(type);
    Class<?> first = named.putIfAbsent(name, type);
    if (first != null && first != type) {
      throw new IllegalStateException(first + " and " + type + " would share the schema " + name + ": rename one of them");
    }
    if (!components.containsKey(name)) {
      components.put(name, JsonObject.EMPTY_JSON_OBJECT);
      components.put(name, record(type, Map.of()));
    }
    return Json.createObjectBuilder().add("$ref", "#/components/schemas/" + name).build();
  }

  private JsonObject record(Class<?> type, Map<String, Type> bound) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = Optional.ofNullable(component.getAccessor().getAnnotation(JsonbProperty.class)).map(JsonbProperty::value)
          .orElse(component.getName());
      JsonObject schema = AnswerWords.of(type, component.getName()).map(Schemas::words)
          .orElseGet(() -> of(component.getGenericType(), bound));
      properties.add(name, schema);
      if (component.getType() != Optional.class) {
        required.add(name);
      }
    }
    return Json.createObjectBuilder().add("type", "object").add("properties", properties).add("required", required).build();
  }

  /** RunView$FailureView is RunFailure, RunView is Run: two records of the same short name must not share a schema. */
  static String nameOf(Class<?> type) {
    String own = type.getSimpleName().replaceAll("View$", "");
    Class<?> outer = type.getEnclosingClass();
    return outer == null || !outer.isRecord() ? own : nameOf(outer) + own;
  }
}
