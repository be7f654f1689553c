package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.runs.RunDemand;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;

/** Reads what is asked of a run. */
final class RunBody {
  private RunBody() {}

  static RunDemand read(JsonBody body) {
    body.only("command", "models", "fullRefresh", "vars", "arguments", "threads", "timeoutSeconds");
    return new RunDemand(
        body.optionalText("command").map(DbtCommand::named).orElse(DbtCommand.BUILD),
        body.has("models") ? new ModelSelection.SelectedModels(body.texts("models")) : new ModelSelection.AllModels(),
        body.flag("fullRefresh"),
        body.optionalObject("vars").map(Object::toString).orElse("{}"),
        new DbtArguments(body.texts("arguments")),
        body.optionalNumber("threads", 1, 64).map(Long::intValue),
        body.optionalNumber("timeoutSeconds", 1, 86_400).map(Duration::ofSeconds));
  }
}
