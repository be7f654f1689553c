package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.runs.KeptEnding;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The end of a run as JSON, and back. */
final class EndingJson {
  private static final JsonProvider JSON = JsonProvider.provider();

  private EndingJson() {}

  static String write(KeptEnding ending) {
    JsonArrayBuilder nodes = JSON.createArrayBuilder();
    ending.nodes().forEach(node -> nodes.add(JournalJson.write(JSON.createObjectBuilder(), node)));
    JsonArrayBuilder errors = JSON.createArrayBuilder();
    ending.errors().forEach(error -> errors.add(error(error)));
    JsonArrayBuilder steps = JSON.createArrayBuilder();
    ending.steps().forEach(step -> steps.add(step(step)));
    return JSON.createObjectBuilder().add("steps", steps)
        .add("account", ending.account().value()).add("run", ending.run().value())
        .add("owner", ending.lease().owner()).add("fencingNumber", ending.lease().fencingNumber())
        .add("event", event(ending.event())).add("nodes", nodes).add("errors", errors).build().toString();
  }

  private static JsonObjectBuilder event(RunEvent event) {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("at", event.at().toString());
    return switch (event) {
      case RunEvent.Completed(_, NodeTally tally) -> json.add("kind", "completed")
          .add("succeeded", tally.succeeded()).add("warned", tally.warned()).add("failed", tally.failed())
          .add("skipped", tally.skipped()).add("untouched", tally.untouched());
      case RunEvent.StepFailed(_, Failure failure) -> json.add("kind", "stepFailed").add("failure", failure(failure));
      case RunEvent.Stopped _ -> json.add("kind", "stopped");
      case RunEvent.Requeued(_, Instant queuedAt) -> json.add("kind", "requeued").add("queuedAt", queuedAt.toString());
      case RunEvent.Claimed _, RunEvent.CancelRequested _, RunEvent.Reported _, RunEvent.LeaseExpired _ ->
          throw new IllegalArgumentException("whoever carries a run out does not end it by " + event);
    };
  }

  private static JsonObjectBuilder error(RunError error) {
    JsonObjectBuilder json = failure(error.failure());
    error.uniqueId().ifPresent(node -> json.add("node", node));
    return json;
  }

  private static JsonObjectBuilder failure(Failure failure) {
    return JSON.createObjectBuilder()
        .add("code", failure.code().name()).add("message", failure.message()).add("detail", failure.detail());
  }

  /** @throws RuntimeException when it is not what {@link #write} wrote */
  static KeptEnding read(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      return new KeptEnding(new AccountId(json.getJsonNumber("account").longValueExact()), new RunId(json.getInt("run")),
          new Lease(json.getString("owner"), json.getJsonNumber("fencingNumber").longValueExact()), event(json.getJsonObject("event")),
          json.getJsonArray("nodes").getValuesAs(JsonObject.class).stream().map(JournalJson::result).toList(),
          json.getJsonArray("errors").getValuesAs(JsonObject.class).stream().map(EndingJson::error).toList(),
          json.containsKey("steps") ? json.getJsonArray("steps").getValuesAs(JsonObject.class).stream().map(EndingJson::step).toList() : List.of());
    }
  }

  private static JsonObjectBuilder step(StepResult step) {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("state", step.state().name());
    step.startedAt().ifPresent(at -> json.add("startedAt", at.toString()));
    step.took().ifPresent(took -> json.add("nanos", took.toNanos()));
    return json;
  }

  private static StepResult step(JsonObject json) {
    return new StepResult(StepState.valueOf(json.getString("state")), Optional.ofNullable(json.getString("startedAt", null)).map(Instant::parse),
        Optional.ofNullable(json.getJsonNumber("nanos")).map(nanos -> Duration.ofNanos(nanos.longValueExact())));
  }

  private static RunEvent event(JsonObject json) {
    Instant at = Instant.parse(json.getString("at"));
    return switch (json.getString("kind")) {
      case "completed" -> new RunEvent.Completed(at, new NodeTally(json.getInt("succeeded"), json.getInt("warned"),
          json.getInt("failed"), json.getInt("skipped"), json.getInt("untouched")));
      case "stepFailed" -> new RunEvent.StepFailed(at, failure(json.getJsonObject("failure")));
      case "stopped" -> new RunEvent.Stopped(at);
      case "requeued" -> new RunEvent.Requeued(at, Instant.parse(json.getString("queuedAt")));
      default -> throw new IllegalArgumentException("a run does not end by " + json.getString("kind"));
    };
  }

  private static RunError error(JsonObject json) {
    return new RunError(Optional.ofNullable(json.getString("node", null)), failure(json));
  }

  private static Failure failure(JsonObject json) {
    return new Failure(FailureCode.stored(json.getString("code")), json.getString("message"), json.getString("detail"));
  }
}
