package io.datachannel.dbt.domain.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one node of a run ended; a row of {@code log_dbt_model_run}.
 *
 * @param resourceType dbt's word, for example model or test
 * @param dbtStatus    dbt's raw status, for example success, error, fail, warn, skipped
 * @param startedAt    UTC; absent for a node that never started
 * @param message      dbt's message; for a skipped node, which failed parent caused it
 */
public record NodeResult(
    String uniqueId,
    String resourceType,
    String name,
    String dbtStatus,
    Optional<Instant> startedAt,
    Duration took,
    OptionalLong rowsAffected,
    String message,
    String thread) {

  public NodeOutcome outcome() {
    return NodeOutcome.of(dbtStatus);
  }
}
