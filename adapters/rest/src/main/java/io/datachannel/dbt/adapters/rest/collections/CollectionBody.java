package io.datachannel.dbt.adapters.rest.collections;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.collections.ChangeCollection.Definition;
import io.datachannel.dbt.application.collections.CollectionRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** Reads what a user gives of a collection. */
final class CollectionBody {
  private CollectionBody() {}

  static Definition definition(JsonBody body) {
    body.rejectUnknown("name", "models");
    return new Definition(body.requiredText("name"), body.optionalTextList("models").orElseThrow(() -> body.missing("models")));
  }

  /** What a user would give to get this collection. */
  static JsonObject json(CollectionRecord collection) {
    return Json.createObjectBuilder().add("name", collection.name()).add("models", Json.createArrayBuilder(collection.models())).build();
  }
}
