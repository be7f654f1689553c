package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.adapters.rest.listing.Items;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The examples of the document, one file each in the folder {@code examples}: {@code ID.request.json} for what an operation takes,
 * {@code NAME.json} for a record that is answered, {@code ID.answer.txt} for what is answered as it is.
 */
final class Examples {
  private Examples() {}

  static JsonObject request(String id) {
    return json(id + ".request.json");
  }

  /** Bytes as text. */
  static JsonValue rawRequest(String id) {
    return Json.createValue(text(id + ".request.txt"));
  }

  static JsonValue raw(Route route, String id) {
    String text = text(id + ".answer.txt");
    return route.mediaType().equals("application/json") ? parsed(text) : Json.createValue(text);
  }

  /** Of a list it has one item, and what says where the next part begins. */
  static JsonObject answer(Route route, Type view) {
    if (view instanceof Either either) {
      return answer(route, either.usual());
    }
    if (!(view instanceof ParameterizedType list)) {
      return json(RecordSchemas.nameOf((Class<?>) view) + ".json");
    }
    JsonObject item = json(RecordSchemas.nameOf((Class<?>) list.getActualTypeArguments()[0]) + ".json");
    JsonObjectBuilder items = Json.createObjectBuilder().add("items", Json.createArrayBuilder().add(item));
    boolean paged = Arrays.stream(route.method().getParameters()).map(taken -> taken.getAnnotation(QueryParam.class))
        .anyMatch(query -> query != null && query.value().equals("after"));
    if (paged && list.getRawType() == Items.class) {
      items.add("next", 17);
    }
    if (paged && list.getRawType() == CursorItems.class) {
      items.add("next", "cDoy");
    }
    return items.build();
  }

  private static JsonObject json(String file) {
    return parsed(text(file));
  }

  private static JsonObject parsed(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** @throws IllegalStateException when there is no such file */
  private static String text(String file) {
    try (InputStream in = Examples.class.getResourceAsStream("examples/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the document needs the example " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
