package io.datachannel.dbt.adapters.rest.meta;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.reporting.ErrorReport;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.run.NodeResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Reads errors and nodes of runs; long messages, and names that are taken from long ids, are cut where they are kept. */
final class ResultBodies {
  /** In one call. */
  static final int MOST_NODES = 1000;
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(Duration.ofDays(366).toSeconds());

  private ResultBodies() {}

  static ErrorReport error(JsonBody body) {
    body.rejectUnknown("type", "code", "message", "traceback", "uniqueId");
    return new ErrorReport(body.optionalChoice("type", RunErrorType.class), body.optionalChoice("code", FailureCode.class),
        body.requiredText("message"), body.optionalText("traceback").orElse(""), body.optionalText("uniqueId"));
  }

  static List<NodeResult> nodes(JsonBody body) {
    body.rejectUnknown("models");
    return body.requiredParts("models", MOST_NODES).stream().map(ResultBodies::node).toList();
  }

  private static NodeResult node(JsonBody node) {
    node.rejectUnknown("uniqueId", "resourceType", "name", "dbtStatus", "startedAt", "seconds", "rowsAffected", "message", "thread");
    String uniqueId = Text.required("uniqueId", node.requiredText("uniqueId"), 700);
    return new NodeResult(
        uniqueId,
        node.optionalText("resourceType").map(text -> Text.required("resourceType", text, 64)).orElseGet(() -> uniqueId.split("\\.", 2)[0]),
        node.optionalText("name").map(text -> Text.required("name", text, 255))
            .orElseGet(() -> uniqueId.substring(uniqueId.lastIndexOf('.') + 1)),
        Text.required("dbtStatus", node.requiredText("dbtStatus"), 64),
        node.optionalInstant("startedAt"),
        node.optionalDecimal("seconds", LONGEST_SECONDS).map(ResultBodies::duration).orElse(Duration.ZERO),
        node.has("rowsAffected") ? OptionalLong.of(node.requiredWhole("rowsAffected", 0, Long.MAX_VALUE)) : OptionalLong.empty(),
        node.optionalText("message").orElse(""),
        node.optionalText("thread").orElse(""));
  }

  private static Duration duration(BigDecimal seconds) {
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }
}
