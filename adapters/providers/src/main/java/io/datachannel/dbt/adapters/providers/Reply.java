package io.datachannel.dbt.adapters.providers;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What a provider answered over HTTP. */
record Reply(int status, HttpHeaders headers, byte[] body) {
  private static final JsonProvider JSON = JsonProvider.provider();

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** @throws Refusing when the body is not a JSON list of objects */
  List<JsonObject> objects() {
    return Shape.objects(json());
  }

  /** @throws Refusing when the body is not a JSON object */
  JsonObject object() {
    return Shape.object(json());
  }

  /** Of an error, whose body may be anything; empty when it is no object. */
  JsonObject errorObject() {
    try {
      return object();
    } catch (Refusing _) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private JsonValue json() {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
      return reader.readValue();
    } catch (JsonException _) {
      throw Shape.unexpected();
    }
  }
}
