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
      case JournalEvent.DbtStepStarted started -> text(entry, "dbt-step", new DbtStepData(
          started.at(), started.number(), started.of(), started.command(), "started", Optional.empty(), Optional.empty()));
      case JournalEvent.DbtStepFinished finished -> text(entry, "dbt-step", new DbtStepData(finished.at(), finished.number(), finished.of(),
          finished.command(), "finished", Optional.of(finished.state().name()), Optional.of(finished.took().toMillis())));
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

  /**
   * One of several calls of dbt.
   *
   * @param number  from 1
   * @param command with its arguments, as one line
   * @param result  of a finished one: SUCCEEDED, FAILED or CANCELLED
   * @param tookMs  milliseconds, of a finished one
   */
  public record DbtStepData(Instant at, int number, int of, String command, String state, Optional<String> result, Optional<Long> tookMs) {}

  /** @param text may hold ANSI colour codes */
  public record LogData(Instant at, String level, String text, Optional<String> uniqueId) {}

  /** A node that dbt begins. */
  public record NodeStartedData(Instant at, String state, String uniqueId, String resourceType, String name) {}

  /** A node that dbt is done with. */
  public record NodeFinishedData(Instant at, String state, NodeView result) {}
}
