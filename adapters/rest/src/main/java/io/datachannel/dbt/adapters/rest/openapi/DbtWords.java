package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;

import io.datachannel.dbt.domain.run.DbtCommand;
import jakarta.json.JsonObject;

/** What dbt takes, wherever it is given. */
final class DbtWords {
  static final JsonObject ARGUMENTS = Schemas.listOf(Schemas.longText(), 0, 100);
  static final JsonObject MODELS = Schemas.listOf(text(255), 1, 5000);
  static final JsonObject COMMAND = Schemas.standard(Schemas.wordsOf(DbtCommand.class, DbtCommand::word), "build");

  private DbtWords() {}
}
