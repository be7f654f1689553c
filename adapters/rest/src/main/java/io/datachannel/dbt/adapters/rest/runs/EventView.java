package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.domain.run.NodeResult;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/**
 * An event as clients see it.
 *
 * @param name status, step, log or node
 * @param data one line of JSON
 */
record EventView(String name, String data) {

  static EventView of(JournalEvent event) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("at", event.at().toString());
    String name = switch (event) {
      case StatusChanged changed -> {
        json.add("status", changed.status().wireName());
        yield "status";
      }
      case StepStarted started -> {
        json.add("step", started.step().name());
        yield "step";
      }
      case StepFinished finished -> {
        json.add("step", finished.step().name()).add("tookMs", finished.took().toMillis());
        yield "step";
      }
      case LogLine line -> {
        json.add("level", line.level().name()).add("text", line.text());
        line.uniqueId().ifPresent(node -> json.add("uniqueId", node));
        yield "log";
      }
      case NodeStarted started -> {
        json.add("uniqueId", started.uniqueId()).add("resourceType", started.resourceType()).add("name", started.name())
            .add("state", "started");
        yield "node";
      }
      case NodeFinished finished -> {
        add(json, finished.result());
        yield "node";
      }
    };
    return new EventView(name, json.build().toString());
  }

  private static void add(JsonObjectBuilder json, NodeResult result) {
    json.add("uniqueId", result.uniqueId()).add("resourceType", result.resourceType()).add("name", result.name())
        .add("state", "finished").add("status", result.dbtStatus()).add("outcome", result.outcome().name())
        .add("seconds", result.took().toMillis() / 1000.0).add("message", result.message());
    result.rowsAffected().ifPresent(rows -> json.add("rowsAffected", rows));
  }
}
