package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.steps.StepsBody;
import io.datachannel.dbt.adapters.rest.steps.VarsBody;
import io.datachannel.dbt.application.runs.RunDemand;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;

/** Reads what a user asks of a run; nothing at all asks to build everything. */
final class RunBody {
  private RunBody() {}

  static RunDemand demand(JsonBody body) {
    body.rejectUnknown("command", "steps", "models", "fullRefresh", "vars", "arguments", "threads", "timeoutSeconds");
    return new RunDemand(
        StepsBody.read(body),
        body.optionalTextList("models").<ModelSelection>map(ModelSelection.SelectedModels::new)
            .orElseGet(ModelSelection.AllModels::new),
        body.optionalBoolean("fullRefresh").orElse(false),
        VarsBody.read(body),
        body.optionalTextList("arguments").map(DbtArguments::of).orElse(DbtArguments.NONE),
        body.optionalInt("threads", 1, 64),
        body.optionalInt("timeoutSeconds", 1, 86_400).map(Duration::ofSeconds));
  }
}
