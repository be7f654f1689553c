package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;

import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.selection.ModelSelection;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What dbt takes, wherever it is given. */
final class DbtWords {
  static final JsonObject ARGUMENTS = Schemas.listOf(Schemas.longText(), 0, 100);
  static final JsonObject MODELS = Schemas.listOf(text(ModelSelection.SelectedModels.LONGEST), 1, ModelSelection.SelectedModels.MOST);
  static final JsonObject COMMAND = Schemas.wordsOf(DbtCommand.class, DbtCommand::word);

  static final JsonObject STEPS = Schemas.listOf(Schemas.closed(
      Schemas.required("command", COMMAND, "What dbt does."),
      Schemas.optional("arguments", ARGUMENTS, "Options of dbt for this step alone, behind all others."),
      Schemas.optional("fullRefresh", Schemas.with(Schemas.flag(), "default", JsonValue.FALSE), "Whether incremental models are built anew.")),
      1, DbtStep.MOST);

  private DbtWords() {}
}
