package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.Manifests;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads manifest.json (schema versions 9 to 12) node by node, so that a large one is never held as a whole. */
public final class JsonManifests implements Manifests {

  @Override
  public Result<List<Model>> read(Path manifest) {
    try (InputStream stream = Files.newInputStream(manifest); JsonParser parser = Json.createParser(stream)) {
      List<Model> models = new ArrayList<>();
      boolean nodesSeen = false;
      expect(parser, JsonParser.Event.START_OBJECT);
      while (parser.next() == JsonParser.Event.KEY_NAME) {
        String key = parser.getString();
        JsonParser.Event value = parser.next();
        // Unit tests have a place of their own since 1.8; disabled nodes are under another key and are passed over.
        if (value == JsonParser.Event.START_OBJECT && (key.equals("nodes") || key.equals("unit_tests"))) {
          nodesSeen |= key.equals("nodes");
          readNodes(parser, models);
        } else {
          skip(parser, value);
        }
      }
      models.sort(Comparator.comparing(Model::uniqueId));
      return nodesSeen ? new Result.Ok<>(List.copyOf(models)) : failed("it lists no nodes");
    } catch (IOException unreadable) {
      return failed("it is missing or cannot be read");
    } catch (JsonException | NoSuchElementException | ClassCastException | NullPointerException | IllegalStateException malformed) {
      return failed("it is not the JSON that is expected");
    }
  }

  private static void readNodes(JsonParser parser, List<Model> models) {
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      expect(parser, JsonParser.Event.START_OBJECT);
      JsonObject node = parser.getObject();
      ResourceType.named(node.getString("resource_type"))
          .filter(type -> objectOf(node, "config").getBoolean("enabled", true))
          .ifPresent(type -> models.add(modelOf(node, type)));
    }
  }

  private static Model modelOf(JsonObject node, ResourceType type) {
    JsonObject config = objectOf(node, "config");
    Optional<String> materialized = type.isTest() ? Optional.empty() : Optional.ofNullable(config.getString("materialized", null));
    return new Model(
        node.getString("unique_id"), type, node.getString("name"), strings(node.get("fqn")), node.getString("original_file_path"),
        materialized,
        strings(objectOf(node, "depends_on").get("nodes")), strings(node.containsKey("tags") ? node.get("tags") : config.get("tags")),
        type.isBuilt() && !materialized.equals(Optional.of("ephemeral")) ? Optional.of(relationOf(node)) : Optional.empty(),
        node.getString("description", ""));
  }

  private static Relation relationOf(JsonObject node) {
    return new Relation(node.getString("database", ""), node.getString("schema", ""), node.getString("alias", node.getString("name")));
  }

  private static JsonObject objectOf(JsonObject node, String key) {
    return node.get(key) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static List<String> strings(JsonValue value) {
    return value instanceof JsonArray array ? array.getValuesAs(JsonString::getString) : List.of();
  }

  private static void skip(JsonParser parser, JsonParser.Event value) {
    switch (value) {
      case START_OBJECT -> parser.skipObject();
      case START_ARRAY -> parser.skipArray();
      case KEY_NAME, VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL, END_OBJECT, END_ARRAY -> { }
    }
  }

  private static void expect(JsonParser parser, JsonParser.Event event) {
    if (parser.next() != event) {
      throw new JsonException("Expected " + event + ".");
    }
  }

  private static Result<List<Model>> failed(String why) {
    return new Result.Failed<>(Failure.of(FailureCode.PARSE_FAILED,
        "dbt's manifest.json could not be used: " + why + ". Refresh the project; the log of dbt tells more."));
  }
}
