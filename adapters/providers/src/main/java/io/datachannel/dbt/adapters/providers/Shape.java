package io.datachannel.dbt.adapters.providers;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads JSON whose shape is another's promise; every method but the optional ones throws {@link Refusing} when it is not kept. */
final class Shape {
  private static final long YEAR = 366L * 24 * 60 * 60;

  private Shape() {}

  static Refusing unexpected() {
    return Refusing.unavailable("sent an answer of another form than it documents");
  }

  static JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw unexpected();
  }

  static JsonObject object(JsonObject parent, String name) {
    return object(parent.get(name));
  }

  static List<JsonObject> objects(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().map(Shape::object).toList();
    }
    throw unexpected();
  }

  static String text(JsonObject object, String name) {
    return optionalText(object, name).orElseThrow(Shape::unexpected);
  }

  static Optional<String> optionalText(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
  }

  /** A span of at most a year. */
  static long seconds(JsonObject object, String name) {
    if (object.get(name) instanceof JsonNumber number && number.isIntegral() && number.longValue() > 0 && number.longValue() <= YEAR) {
      return number.longValue();
    }
    throw unexpected();
  }

  /** The members of a list that are texts. */
  static List<String> optionalTexts(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonString.class::isInstance).map(item -> ((JsonString) item).getString()).toList()
        : List.of();
  }
}
