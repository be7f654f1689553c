package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.runs.ModelRuns.ModelRun;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a node in one run, as the API shows it.
 *
 * @param runStatus of the run as a whole
 * @param status    SUCCEEDED, WARNED, FAILED, SKIPPED or UNTOUCHED
 * @param dbtStatus dbt's own word
 * @param startedAt UTC
 * @param tookMs    milliseconds
 */
public record ModelRunView(
    int runId,
    String runStatus,
    String status,
    String dbtStatus,
    Optional<Instant> startedAt,
    long tookMs,
    Optional<Long> rowsAffected,
    String message) {

  static ModelRunView of(ModelRun row) {
    NodeView node = NodeView.of(row.result());
    return new ModelRunView(row.run().value(), row.status().wireName(), node.status(), node.dbtStatus(), node.startedAt(), node.tookMs(),
        node.rowsAffected(), node.message());
  }
}
