package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one node of a run ended, as the API shows it.
 *
 * @param status    SUCCEEDED, WARNED, FAILED, SKIPPED or UNTOUCHED
 * @param dbtStatus dbt's own word
 * @param startedAt UTC
 * @param tookMs    milliseconds
 */
public record NodeView(
    String uniqueId,
    String resourceType,
    String name,
    String status,
    String dbtStatus,
    Optional<Instant> startedAt,
    long tookMs,
    Optional<Long> rowsAffected,
    String message,
    String thread) {
  /** The view of a result. */
  public static NodeView of(NodeResult result) {
    return new NodeView(result.uniqueId(), result.resourceType(), result.name(), result.outcome().name(), result.dbtStatus(),
        result.startedAt(), result.took().toMillis(), boxed(result.rowsAffected()), result.message(), result.thread());
  }

  private static Optional<Long> boxed(OptionalLong rows) {
    return rows.isPresent() ? Optional.of(rows.getAsLong()) : Optional.empty();
  }
}
