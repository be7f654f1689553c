package io.datachannel.dbt.adapters.persistence;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of JSON columns. */
final class JsonText {
  /** Looking the provider up costs more than using it. */
  static final JsonProvider JSON = JsonProvider.provider();

  private JsonText() {}

  static JsonObject object(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static List<String> strings(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return strings(reader.readArray());
    }
  }

  static List<String> strings(JsonArray array) {
    return array.getValuesAs(JsonString::getString);
  }

  static List<Long> longs(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readArray().getValuesAs(JsonNumber::longValue);
    }
  }

  static JsonArray array(Collection<String> strings) {
    return JSON.createArrayBuilder(strings).build();
  }

  static String of(Map<String, String> members) {
    return JSON.createObjectBuilder(Map.<String, Object>copyOf(members)).build().toString();
  }

  static Map<String, String> members(String text) {
    Map<String, String> members = new LinkedHashMap<>();
    JsonObject object = object(text);
    object.keySet().forEach(name -> members.put(name, object.getString(name)));
    return members;
  }
}
