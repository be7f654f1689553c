package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;

import io.datachannel.dbt.adapters.rest.warehouses.WarehouseSchema;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseChecksResource.WarehouseTestView;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseTypesResource.WarehouseTypeView;
import io.datachannel.dbt.adapters.rest.warehouses.WarehouseView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.List;

/** What is said of warehouses. */
final class WarehouseOperations {
  private static final FailureCode[] BAD = {FailureCode.WAREHOUSE_TYPE_UNKNOWN, FailureCode.WAREHOUSE_FIELD_INVALID,
      FailureCode.PROJECT_PATH_INVALID};
  private static final String KEPT =
      "Secrets that are left out stay, unless the type, the way to log in or the address changes.";

  private WarehouseOperations() {}

  static Group group() {
    return Group.of("Warehouses", "Where models are built.",
        Operation.of("GET warehouse-types", "listWarehouseTypes", "List the types of warehouses")
            .says("Each with its ways to log in, and a JSON Schema of its `connection`, for a form.").answers(200, Lists.items(WarehouseTypeView.class)),
        Operation.of("GET warehouses", "listWarehouses", "List the warehouses").answers(200, Lists.items(WarehouseView.class)),
        Operation.of("POST warehouses", "addWarehouse", "Add a warehouse")
            .takes(Schemas.either(byType(true))).once().refuses(BAD).answers(201, WarehouseView.class).tagged().located(),
        Operation.of("GET warehouses/{id}", "getWarehouse", "Read a warehouse").answers(200, WarehouseView.class).tagged(),
        Operation.of("PUT warehouses/{id}", "replaceWarehouse", "Replace a warehouse")
            .says(KEPT)
            .takes(Schemas.either(byType(false))).ifMatch().refuses(BAD).refuses(FailureCode.DBT_VERSION_UNSUITABLE).answers(200, WarehouseView.class).tagged(),
        Operation.of("PATCH warehouses/{id}", "patchWarehouse", "Change some of a warehouse")
            .says(KEPT)
            .patches(Schemas.patchOf(closed(
                required("name", text(255), "What people call it."),
                required("type", Schemas.wordsOf(WarehouseType.class, WarehouseType::wireName), "One of the types of warehouses."),
                required("connection", Schemas.anyObject(), "The fields that change; null takes one away."))))
            .ifMatch().refuses(BAD).refuses(FailureCode.DBT_VERSION_UNSUITABLE).answers(200, WarehouseView.class).tagged(),
        Operation.of("DELETE warehouses/{id}", "deleteWarehouse", "Delete a warehouse").says("One that a project uses stays.")
            .ifMatch().refuses(FailureCode.IN_USE).answersNothing(204),
        Operation.of("POST warehouses/{id}/test", "testWarehouse", "Try a warehouse out")
            .says("dbt connects to it as a run would. A job does it; follow it at the address of the answer. One that waits already is "
                + "answered again.").once().answers(202, WarehouseTestView.class).located(),
        Operation.of("GET warehouses/{id}/tests/{job}", "getWarehouseTest", "Follow a test")
            .says("A FAILED one says why in `failure`. It is kept for seven days.").answers(200, WarehouseTestView.class));
  }

  /** What is not required may be null, as everywhere in requests. */
  private static JsonObject withNulls(JsonObject schema) {
    List<JsonString> required = schema.getJsonArray("required").getValuesAs(JsonString.class);
    JsonObjectBuilder properties = Json.createObjectBuilder();
    schema.getJsonObject("properties").forEach((name, property) ->
        properties.add(name, required.contains(Json.createValue(name)) ? property : Schemas.orNull(property.asJsonObject())));
    return Schemas.with(schema, "properties", properties.build());
  }

  /** @param secretsToo whether the fields that no answer shows have to be given */
  private static List<JsonObject> byType(boolean secretsToo) {
    return Arrays.stream(WarehouseType.values()).flatMap(type -> type.methods().stream().map(method -> closed(
        required("name", text(255), "What people call it."),
        required("type", Json.createObjectBuilder().add("type", "string").add("const", type.wireName()).build(), "The type of warehouse."),
        required("connection", withNulls(WarehouseSchema.of(type, method, secretsToo)), "How to reach it.")))).toList();
  }
}
