package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarehousesTest {
  private static final String POSTGRES = """
      {"name": "shop", "type": "postgres", "connection": {"host": "db.example", "port": 5433, "user": "dbt",
       "password": "correct-horse", "dbname": "shop", "schema": "main"}}""";

  private final Client client = new Client();

  @Test
  void theTypesSayWhatTheirFieldsMayHold() {
    List<JsonObject> types = client.get("warehouse-types").items();

    assertEquals(List.of("duckdb", "postgres", "redshift", "snowflake", "bigquery", "databricks", "mysql", "mariadb", "sqlserver", "clickhouse",
        "trino"), types.stream().map(type -> type.getString("name")).toList());
    JsonObject sslmode = field(types.get(1), "sslmode");
    assertEquals("prefer", sslmode.getString("default"));
    assertFalse(sslmode.getBoolean("required"));
    assertEquals(6, sslmode.getJsonArray("choices").size());
    assertEquals("SECRET", field(types.get(1), "password").getString("kind"));
    assertFalse(field(types.get(1), "password").containsKey("default"));
  }

  @Test
  void theTypesComeWithJsonSchemas() {
    JsonObject schema = client.get("warehouse-types").items().get(1).getJsonObject("schema").getJsonArray("oneOf").getJsonObject(0);

    assertEquals("[\"host\",\"user\",\"password\",\"dbname\",\"schema\"]", schema.getJsonArray("required").toString());
    assertFalse(schema.getBoolean("additionalProperties"));
    JsonObject properties = schema.getJsonObject("properties");
    assertTrue(properties.getJsonObject("password").getBoolean("writeOnly"));
    assertEquals(6, properties.getJsonObject("sslmode").getJsonArray("enum").size());
    assertEquals("5432", properties.getJsonObject("port").getString("default"));
  }

  @Test
  void aNumberIsTakenForThePortAlone() {
    assertEquals(201, client.post("warehouses", POSTGRES).status());
    assertEquals("400 FIELD_INVALID connection.schema", client.post("warehouses", POSTGRES.replace("\"main\"", "0")).problem());
  }

  @Test
  void anAddedWarehouseIsThereWithItsDefaultsAndWithoutItsSecret() {
    Client.Answer added = client.post("warehouses", POSTGRES);

    assertEquals(201, added.status(), added::body);
    int id = added.json().getInt("id");
    assertTrue(added.header("Location").endsWith("/api/v1/warehouses/" + id), added.header("Location"));
    JsonObject connection = added.json().getJsonObject("connection");
    assertEquals("5433", connection.getString("port"));
    assertEquals("prefer", connection.getString("sslmode"));
    assertFalse(connection.containsKey("password"));
    assertEquals("[\"password\"]", added.json().getJsonArray("secretFields").toString());
    assertEquals(added.json(), client.get("warehouses/" + id).json());
    Warehouse kept = client.rows.warehouses.find(client.account(), new WarehouseId(id)).orElseThrow();
    assertEquals("correct-horse", kept.connection().secret().get("password").reveal());
  }

  @Test
  void noAnswerHoldsTheSecret() {
    Client.Answer added = client.post("warehouses", POSTGRES);
    Client.Answer refused = client.post("warehouses", POSTGRES.replace("\"shop\", \"type\"", "\"\", \"type\""));

    assertEquals("400 FIELD_MISSING name", refused.problem());
    for (Client.Answer answer : List.of(
        added, refused, client.get("warehouses"), client.get("warehouses/" + added.json().getInt("id")))) {
      assertFalse(answer.body().contains("correct-horse"), answer::body);
    }
  }

  @Test
  void aListIsReadInParts() {
    long first = client.warehouse();
    long second = client.warehouse();
    long third = client.warehouse();

    JsonObject part = client.get("warehouses?limit=2").json();
    assertEquals(List.of(first, second), ids(part));
    JsonObject rest = client.get("warehouses?limit=2&after=" + part.getInt("next")).json();
    assertEquals(List.of(third), ids(rest));
    assertFalse(rest.containsKey("next"));
  }

  private static List<Long> ids(JsonObject list) {
    return list.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(row -> (long) row.getInt("id")).toList();
  }

  private static JsonObject field(JsonObject type, String name) {
    return type.getJsonArray("fields").getValuesAs(JsonObject.class).stream()
        .filter(field -> field.getString("name").equals(name)).findFirst().orElseThrow();
  }
}
