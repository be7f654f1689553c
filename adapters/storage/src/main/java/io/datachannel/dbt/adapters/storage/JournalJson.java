package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEvent.DbtStepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepStarted;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepState;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** An event of a journal as one line of JSON, and back. */
final class JournalJson {
  /** Asked for once: the static methods of Json look for the provider at each call. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private JournalJson() {}

  static String write(JournalEvent event) {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("at", event.at().toString());
    switch (event) {
      case StatusChanged changed -> json.add("kind", "status").add("status", changed.status().name());
      case StepStarted started -> json.add("kind", "stepStarted").add("step", started.step().name());
      case StepFinished finished -> json.add("kind", "stepFinished").add("step", finished.step().name())
          .add("nanos", finished.took().toNanos());
      case DbtStepStarted started -> json.add("kind", "dbtStepStarted").add("number", started.number()).add("of", started.of())
          .add("command", started.command());
      case DbtStepFinished finished -> json.add("kind", "dbtStepFinished").add("number", finished.number()).add("of", finished.of())
          .add("command", finished.command()).add("state", finished.state().name()).add("nanos", finished.took().toNanos());
      case LogLine line -> {
        json.add("kind", "log").add("level", line.level().name()).add("text", line.text());
        line.uniqueId().ifPresent(node -> json.add("node", node));
      }
      case NodeStarted started -> json.add("kind", "nodeStarted").add("node", started.uniqueId())
          .add("type", started.resourceType()).add("name", started.name());
      case NodeFinished finished -> write(json.add("kind", "nodeFinished"), finished.result());
    }
    return json.build().toString();
  }

  static JsonObjectBuilder write(JsonObjectBuilder json, NodeResult result) {
    json.add("node", result.uniqueId()).add("type", result.resourceType()).add("name", result.name())
        .add("status", result.dbtStatus()).add("nanos", result.took().toNanos())
        .add("message", result.message()).add("thread", result.thread());
    result.startedAt().ifPresent(at -> json.add("startedAt", at.toString()));
    result.rowsAffected().ifPresent(rows -> json.add("rows", rows));
    return json;
  }

  /** The status that it tells; what is no whole line of a journal tells none. */
  static Optional<RunStatus> statusIn(String line) {
    try {
      return read(line) instanceof StatusChanged(_, RunStatus status) ? Optional.of(status) : Optional.empty();
    } catch (JsonException | IllegalArgumentException | NullPointerException | ClassCastException _) {
      return Optional.empty();
    }
  }

  static JournalEvent read(String line) {
    JsonObject json = parse(line);
    Instant at = Instant.parse(json.getString("at"));
    return switch (json.getString("kind")) {
      case "status" -> new StatusChanged(at, RunStatus.valueOf(json.getString("status")));
      case "stepStarted" -> new StepStarted(at, RunStep.valueOf(json.getString("step")));
      case "stepFinished" -> new StepFinished(at, RunStep.valueOf(json.getString("step")), nanos(json));
      case "dbtStepStarted" -> new DbtStepStarted(at, json.getInt("number"), json.getInt("of"), json.getString("command"));
      case "dbtStepFinished" -> new DbtStepFinished(at, json.getInt("number"), json.getInt("of"), json.getString("command"),
          StepState.valueOf(json.getString("state")), nanos(json));
      case "log" -> new LogLine(at, LogLevel.valueOf(json.getString("level")), json.getString("text"), text(json, "node"));
      case "nodeStarted" -> new NodeStarted(at, json.getString("node"), json.getString("type"), json.getString("name"));
      case "nodeFinished" -> new NodeFinished(at, result(json));
      default -> throw new IllegalArgumentException("a journal has no event of the kind " + json.getString("kind"));
    };
  }

  static NodeResult result(JsonObject json) {
    return new NodeResult(
        json.getString("node"), json.getString("type"), json.getString("name"), json.getString("status"),
        text(json, "startedAt").map(Instant::parse), nanos(json),
        json.containsKey("rows") ? OptionalLong.of(json.getJsonNumber("rows").longValueExact()) : OptionalLong.empty(),
        json.getString("message"), json.getString("thread"));
  }

  private static Duration nanos(JsonObject json) {
    return Duration.ofNanos(json.getJsonNumber("nanos").longValueExact());
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name, null));
  }

  private static JsonObject parse(String line) {
    try (JsonReader reader = JSON.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
