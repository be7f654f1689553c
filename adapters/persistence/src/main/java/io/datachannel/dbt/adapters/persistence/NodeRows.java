package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalLong;

/** Nodes and errors of runs as rows. */
final class NodeRows {
  private NodeRows() {}

  static Values of(RunId run, NodeResult result) {
    return Values.of("run", run.value())
        .with("unique_id", ColumnText.uniqueId(result.uniqueId()))
        .with("resource_type", ColumnText.varchar(result.resourceType(), 64))
        .with("name", ColumnText.varchar(result.name(), 255))
        .with("status", ColumnText.varchar(result.dbtStatus(), 64))
        .with("outcome", result.outcome())
        .with("started_at", result.startedAt())
        .with("seconds", BigDecimal.valueOf(Leases.micros(result.took()), 6))
        .with("rows_affected", result.rowsAffected().isPresent() ? result.rowsAffected().getAsLong() : null)
        .with("message", ColumnText.text(result.message()))
        .with("thread", ColumnText.varchar(result.thread(), 255));
  }

  static NodeResult result(Row row) {
    return new NodeResult(row.text("unique_id"), row.text("resource_type"), row.text("name"), row.text("status"),
        row.optionalInstant("started_at"),
        Duration.ofNanos(row.decimal("seconds").movePointRight(9).longValueExact()),
        row.optionalNumber("rows_affected").map(OptionalLong::of).orElseGet(OptionalLong::empty),
        row.text("message"), row.text("thread"));
  }

  static Values of(RunId run, RunError error) {
    return Values.of("run", run.value())
        .with("err_type", error.failure().code().errorType())
        .with("code", error.failure().code())
        .with("unique_id", error.uniqueId().map(ColumnText::uniqueId))
        .with("message", ColumnText.text(error.failure().message()))
        .with("traceback", ColumnText.text(error.failure().detail()));
  }

  static RunError error(Row row) {
    return new RunError(row.optionalText("unique_id"), new Failure(
        FailureCode.stored(row.text("code")), row.text("message"), row.optionalText("traceback").orElse("")));
  }
}
