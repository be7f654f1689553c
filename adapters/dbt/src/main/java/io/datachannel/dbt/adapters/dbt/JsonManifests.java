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
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads manifest.json (schema versions 9 to 12) node by node, so that a large one is never held as a whole. Users' code may have written it: of keys that
 * come twice the last one counts, and what is beyond all measure is refused.
 */
public final class JsonManifests implements Manifests {
  /** The folder of the work, and the one in it that dbt writes to. */
  private static final int UNTRUSTED_FOLDERS = 2;
  /** Unit tests have a place of their own since 1.8; disabled nodes are under another key and are passed over. */
  private static final Set<String> BUILT = Set.of("nodes", "unit_tests");
  /** In bytes, of what is held at once: a node with its SQL, or a word of what is passed over. */
  private static final long LARGEST_PART = 32L * 1024 * 1024;
  private static final int MOST_NODES = 500_000;
  /** In characters, of what is held of all nodes with their SQL. Of a list without it half as many: each run under way has one. */
  private static final long MOST_TEXT = 256L * 1024 * 1024;
  private static final Set<String> AROUND = Set.of("sources", "exposures", "metrics", "semantic_models", "saved_queries");

  private final long mostText;

  public JsonManifests() {
    this(MOST_TEXT);
  }

  /** @param mostText in characters */
  JsonManifests(long mostText) {
    this.mostText = mostText;
  }

  @Override
  public Result<List<Model>> read(Path manifest) {
    SortedMap<String, Model> models = new TreeMap<>();
    KeptText kept = new KeptText(mostText / 2);
    return walk(manifest, node -> ManifestNodes.modelOf(node).map(kept::hold).ifPresent(model -> models.put(model.uniqueId(), model)), node -> { },
        () -> List.copyOf(models.values()));
  }

  @Override
  public Result<ManifestContent> readWhole(Path manifest) {
    ManifestGraph graph = new ManifestGraph(new KeptText(mostText));
    return walk(manifest, graph::built, graph::around, graph::content);
  }

  /** @param outcome what the reading came to, asked for once every node was seen */
  private static <T> Result<T> walk(Path manifest, Consumer<JsonObject> built, Consumer<JsonObject> around, Supplier<T> outcome) {
    try (MeasuredStream stream = new MeasuredStream(UntrustedFiles.read(manifest, UNTRUSTED_FOLDERS), LARGEST_PART);
        JsonParser parser = Json.createParser(stream)) {
      boolean nodesSeen = false;
      expect(parser, JsonParser.Event.START_OBJECT);
      while (parser.next() == JsonParser.Event.KEY_NAME) {
        String key = parser.getString();
        JsonParser.Event value = parser.next();
        if (value == JsonParser.Event.START_OBJECT && (BUILT.contains(key) || AROUND.contains(key))) {
          nodesSeen |= key.equals("nodes");
          readNodes(parser, stream, BUILT.contains(key) ? built : around);
        } else {
          skip(parser, stream, value);
        }
      }
      return nodesSeen ? new Result.Ok<>(outcome.get()) : failed("it lists no nodes");
    } catch (IOException unreadable) {
      return failed("it is missing or cannot be read");
    } catch (TooLarge measure) {
      return failed(measure.getMessage());
    } catch (RuntimeException malformed) {
      // Whatever a value of another kind leads to; the parser has no type of its own for what is nested too deeply.
      return failed("it is not the JSON that is expected");
    }
  }

  private static void readNodes(JsonParser parser, MeasuredStream stream, Consumer<JsonObject> reader) {
    int nodes = 0;
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      expect(parser, JsonParser.Event.START_OBJECT);
      if (++nodes > MOST_NODES) {
        throw new TooLarge("it has more than " + MOST_NODES + " nodes");
      }
      reader.accept(parser.getObject());
      stream.allow(LARGEST_PART);
    }
  }

  private static void skip(JsonParser parser, MeasuredStream stream, JsonParser.Event value) {
    int depth = 0;
    for (JsonParser.Event part = value; ; part = parser.next()) {
      stream.allow(LARGEST_PART);
      depth += switch (part) {
        case START_OBJECT, START_ARRAY -> 1;
        case END_OBJECT, END_ARRAY -> -1;
        case KEY_NAME, VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 0;
      };
      if (depth == 0) {
        return;
      }
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
