package io.datachannel.dbt.adapters.rest.meta;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.reporting.ErrorReport;
import io.datachannel.dbt.application.reporting.RunFacts;
import io.datachannel.dbt.application.reporting.StatusReport;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what a reporter says has become of a run. */
final class StatusReportBody {
  private static final int MOST_NODES = 1_000_000;

  private StatusReportBody() {}

  static StatusReport report(JsonBody body) {
    body.rejectUnknown("status", "at", "counts", "failure", "commit", "dbtVersion");
    RunFacts facts = new RunFacts(body.optionalText("commit"), body.optionalText("dbtVersion"));
    return new StatusReport(status(named(body.requiredText("status")), body), body.optionalInstant("at"), facts);
  }

  private static StatusReport.Status status(RunStatus word, JsonBody body) {
    if (word.isFinal()) {
      return new StatusReport.Status.Ended(new ReportedOutcome(
          word, body.optionalPart("counts").map(StatusReportBody::counts), body.optionalPart("failure").map(StatusReportBody::failure)));
    }
    for (String ofTheEnd : new String[] {"counts", "failure"}) {
      if (body.has(ofTheEnd)) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, ofTheEnd, "'" + ofTheEnd + "' goes with the status of a run that is over.");
      }
    }
    return new StatusReport.Status.Running();
  }

  private static RunStatus named(String word) {
    return Arrays.stream(RunStatus.values()).filter(status -> status != RunStatus.QUEUED && status.wireName().equals(word)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, "status", "'status' must be one of "
            + Arrays.stream(RunStatus.values()).skip(1).map(RunStatus::wireName).collect(Collectors.joining(", ")) + "."));
  }

  private static NodeTally counts(JsonBody counts) {
    counts.rejectUnknown("succeeded", "warned", "failed", "skipped", "untouched");
    return new NodeTally(count(counts, "succeeded"), count(counts, "warned"), count(counts, "failed"), count(counts, "skipped"),
        count(counts, "untouched"));
  }

  private static int count(JsonBody counts, String name) {
    return counts.optionalInt(name, 0, MOST_NODES).orElse(0);
  }

  private static Failure failure(JsonBody failure) {
    failure.rejectUnknown("code", "message");
    return new ErrorReport(Optional.empty(), failure.optionalChoice("code", FailureCode.class), failure.requiredText("message"), "",
        Optional.empty()).error().failure();
  }
}
