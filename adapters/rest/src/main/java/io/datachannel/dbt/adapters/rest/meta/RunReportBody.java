package io.datachannel.dbt.adapters.rest.meta;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.reporting.RunFacts;
import io.datachannel.dbt.application.reporting.RunReport;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;

/** Reads what a reporter says of a new run. */
final class RunReportBody {
  private RunReportBody() {}

  static RunReport report(JsonBody body) {
    body.rejectUnknown("projectId", "runType", "models", "command", "status", "startedAt", "commit", "dbtVersion", "externalId");
    return new RunReport(
        new ProjectId((int) body.requiredWhole("projectId", 1, Integer.MAX_VALUE)),
        body.optionalChoice("runType", RunType.class).orElse(RunType.MANUAL),
        body.optionalText("command").map(DbtCommand::named).orElse(DbtCommand.BUILD),
        body.optionalTextList("models").<ModelSelection>map(ModelSelection.SelectedModels::new)
            .orElseGet(ModelSelection.AllModels::new),
        stage(body),
        new RunFacts(body.optionalText("commit"), body.optionalText("dbtVersion")),
        body.optionalText("externalId"));
  }

  private static RunReport.Stage stage(JsonBody body) {
    if (body.optionalChoice("status", First.class).orElse(First.QUEUED) == First.RUNNING) {
      return new RunReport.Stage.Running(body.optionalInstant("startedAt"));
    }
    if (body.has("startedAt")) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "startedAt", "'startedAt' goes with the status RUNNING alone.");
    }
    return new RunReport.Stage.Queued();
  }

  /** What a run may be when it is entered. */
  private enum First { QUEUED, RUNNING }
}
