package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import io.datachannel.dbt.application.dbt.Manifests;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads manifest.json (schema versions 9 to 12) node by node, so that a large one is never held as a whole. */
public final class JsonManifests implements Manifests {
  /** The folder of the work, and the one in it that dbt writes to. */
  private static final int UNTRUSTED_FOLDERS = 2;
  /** Unit tests have a place of their own since 1.8; disabled nodes are under another key and are passed over. */
  private static final Set<String> BUILT = Set.of("nodes", "unit_tests");
  private static final Set<String> AROUND = Set.of("sources", "exposures", "metrics", "semantic_models", "saved_queries");

  @Override
  public Result<List<Model>> read(Path manifest) {
    List<Model> models = new ArrayList<>();
    return walk(manifest, node -> ManifestNodes.modelOf(node).ifPresent(models::add), node -> { }, () -> {
      models.sort(Comparator.comparing(Model::uniqueId));
      return List.copyOf(models);
    });
  }

  @Override
  public Result<ManifestContent> readWhole(Path manifest) {
    ManifestGraph graph = new ManifestGraph();
    return walk(manifest, graph::built, graph::around, graph::content);
  }

  /** @param outcome what the reading came to, asked for once every node was seen */
  private static <T> Result<T> walk(Path manifest, Consumer<JsonObject> built, Consumer<JsonObject> around, Supplier<T> outcome) {
    try (InputStream stream = UntrustedFiles.read(manifest, UNTRUSTED_FOLDERS); JsonParser parser = Json.createParser(stream)) {
      boolean nodesSeen = false;
      expect(parser, JsonParser.Event.START_OBJECT);
      while (parser.next() == JsonParser.Event.KEY_NAME) {
        String key = parser.getString();
        JsonParser.Event value = parser.next();
        if (value == JsonParser.Event.START_OBJECT && (BUILT.contains(key) || AROUND.contains(key))) {
          nodesSeen |= key.equals("nodes");
          readNodes(parser, BUILT.contains(key) ? built : around);
        } else {
          skip(parser, value);
        }
      }
      return nodesSeen ? new Result.Ok<>(outcome.get()) : failed("it lists no nodes");
    } catch (IOException unreadable) {
      return failed("it is missing or cannot be read");
    } catch (JsonException | NoSuchElementException | ClassCastException | NullPointerException | IllegalStateException malformed) {
      return failed("it is not the JSON that is expected");
    }
  }

  private static void readNodes(JsonParser parser, Consumer<JsonObject> reader) {
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      expect(parser, JsonParser.Event.START_OBJECT);
      reader.accept(parser.getObject());
    }
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

  private static <T> Result<T> failed(String why) {
    return new Result.Failed<>(Failure.of(FailureCode.PARSE_FAILED,
        "dbt's manifest.json could not be used: " + why + ". Refresh the project; the log of dbt tells more."));
  }
}
