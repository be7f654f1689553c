package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.WireJson;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import java.time.Instant;
import java.util.Optional;

/** Writes an entry of a run's journal as a server-sent event: id, name, and data on one line of JSON. Times are UTC. */
final class EventText {
  private final WireJson json = new WireJson();

  String of(JournalEntry entry) {
    return switch (entry.event()) {
      case JournalEvent.StatusChanged changed ->
          text(entry, "status", new StatusData(changed.at(), changed.status().wireName(), changed.status().isFinal()));
      case JournalEvent.StepStarted started ->
          text(entry, "step", new StepData(started.at(), started.step().name(), "started", Optional.empty()));
      case JournalEvent.StepFinished finished -> text(entry, "step",
          new StepData(finished.at(), finished.step().name(), "finished", Optional.of(finished.took().toMillis())));
      case JournalEvent.LogLine line ->
          text(entry, "log", new LogData(line.at(), line.level().name(), line.text(), line.uniqueId()));
      case JournalEvent.NodeStarted started -> text(entry, "node", new NodeStartedData(
          started.at(), "started", started.uniqueId(), started.resourceType(), started.name()));
      case JournalEvent.NodeFinished finished ->
          text(entry, "node", new NodeFinishedData(finished.at(), "finished", NodeView.of(finished.result())));
    };
  }

  private String text(JournalEntry entry, String name, Object data) {
    return "id: " + entry.sequence() + "\nevent: " + name + "\ndata: " + json.write(data) + "\n\n";
  }

  /** @param ended no event follows */
  public record StatusData(Instant at, String status, boolean ended) {}

  /** @param tookMs milliseconds, of a finished step */
  public record StepData(Instant at, String step, String state, Optional<Long> tookMs) {}

  /** @param text may hold ANSI colour codes */
  public record LogData(Instant at, String level, String text, Optional<String> uniqueId) {}

  /** A node that dbt begins. */
  public record NodeStartedData(Instant at, String state, String uniqueId, String resourceType, String name) {}

  /** A node that dbt is done with. */
  public record NodeFinishedData(Instant at, String state, NodeView result) {}
}
