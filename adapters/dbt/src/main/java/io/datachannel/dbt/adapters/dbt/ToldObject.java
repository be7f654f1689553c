package io.datachannel.dbt.adapters.dbt;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.OptionalInt;

/** A line of dbt_server.py, or of users' code in its place: whatever is missing in it or of another kind is an IOException. */
record ToldObject(JsonObject object) {

  /** @throws IOException when the line is no JSON object */
  static ToldObject of(String line) throws IOException {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return new ToldObject(reader.readObject());
    } catch (RuntimeException garbled) {
      throw new IOException("It said what is not understood.", garbled);
    }
  }

  String text(String name) throws IOException {
    return object.get(name) instanceof JsonString text ? text.getString() : misses(name);
  }

  long number(String name) throws IOException {
    try {
      return object.get(name) instanceof JsonNumber number ? number.longValueExact() : misses(name);
    } catch (ArithmeticException noWholeNumber) {
      return misses(name);
    }
  }

  /** Empty for null. */
  OptionalInt numberOrNull(String name) throws IOException {
    return JsonValue.NULL.equals(object.get(name)) ? OptionalInt.empty() : OptionalInt.of((int) number(name));
  }

  boolean flag(String name) throws IOException {
    JsonValue value = object.get(name);
    return JsonValue.TRUE.equals(value) || !JsonValue.FALSE.equals(value) && this.<Boolean>misses(name);
  }

  private <T> T misses(String name) throws IOException {
    throw new IOException("It said nothing that is understood of '" + name + "'.");
  }
}
