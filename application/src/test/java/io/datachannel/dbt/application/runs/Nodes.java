package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Ends of nodes as dbt tells them. */
final class Nodes {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:05Z");

  private Nodes() {}

  static NodeFinished success(String name) {
    return finished("model", name, "success", "SELECT 5");
  }

  static NodeFinished error(String name, String message) {
    return finished("model", name, "error", message);
  }

  static NodeFinished warned(String name) {
    return finished("model", name, "warn", "Got 1 result");
  }

  static NodeFinished failedTest(String name) {
    return finished("test", name, "fail", "Got 3 results, configured to fail if != 0");
  }

  private static NodeFinished finished(String type, String name, String status, String message) {
    return new NodeFinished(AT, new NodeResult(type + ".shop." + name, type, name, status, Optional.of(AT), Duration.ofMillis(120),
        OptionalLong.of(5), message, "Thread-1"));
  }
}
