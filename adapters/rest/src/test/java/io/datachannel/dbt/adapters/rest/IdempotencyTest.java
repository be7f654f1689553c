package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A POST that is sent twice. */
class IdempotencyTest {
  private static final String DUCK = "{\"name\": \"größe 🦆\", \"type\": \"duckdb\", \"connection\": {\"path\": \"a\"}}";

  private final Client client = new Client();

  private Client.Answer post(Client by, String path, String key, String json) {
    return by.send(by.request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(json)));
  }

  @Test
  void theSameKeyGivesTheSameAnswerAndOneRow() {
    Client.Answer first = post(client, "warehouses", "k1", DUCK);
    Client.Answer second = post(client, "warehouses", "k1", DUCK);

    assertEquals(201, second.status());
    assertEquals(first.body(), second.body());
    assertEquals(first.header("Location"), second.header("Location"));
    assertEquals("\"1\"", second.header("ETag"));
    assertEquals("application/json", second.header("Content-Type"));
    assertEquals(1, client.get("warehouses").items().size());
  }

  @Test
  void everyPostThatMakesSomethingTakesAKey() {
    String project = "projects/" + client.project();
    for (String path : new String[] {project + "/runs", project + "/refresh"}) {
      assertEquals(post(client, path, path, "").body(), post(client, path, path, "").body());
    }
    String credential = "{\"name\": \"a\", \"kind\": \"public\"}";
    assertEquals(post(client, "credentials", "c", credential).body(), post(client, "credentials", "c", credential).body());
    String token = "{\"label\": \"a\", \"role\": \"VIEWER\"}";
    assertEquals(post(client, "tokens", "t", token).body(), post(client, "tokens", "t", token).body());
  }

  @Test
  void anotherKeyOrAnotherAccountIsAnotherRequest() {
    assertNotEquals(post(client, "warehouses", "k1", DUCK).body(), post(client, "warehouses", "k2", DUCK).body());
    assertEquals(201, post(new Client(), "warehouses", "k1", DUCK).status());
  }

  @Test
  void aKeyIsForOneRequest() {
    post(client, "warehouses", "k1", DUCK);

    assertEquals("409 IDEMPOTENCY_KEY_REUSED", post(client, "warehouses", "k1", DUCK.replace("duckdb\"", "duckdb\" ").replace("🦆", "x")).problem());
    assertEquals("409 IDEMPOTENCY_KEY_REUSED", post(client, "tokens", "k1", "{\"label\": \"a\", \"role\": \"VIEWER\"}").problem());
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    assertEquals("400 FIELD_INVALID warehouseId", post(client, "projects", "p", project(999_999)).problem());

    assertEquals(201, post(client, "projects", "p", project(client.warehouse())).status());
  }

  private static String project(long warehouse) {
    return "{\"name\": \"x\", \"warehouseId\": " + warehouse
        + ", \"repositoryUrl\": \"https://git.example/a/b\", \"branch\": \"main\"}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aBadKeyIsNamed(String key) {
    assertEquals("400 FIELD_INVALID Idempotency-Key", post(client, "warehouses", key, DUCK).problem());
  }

  @Test
  void aVeryLongKeyIsNamed() {
    assertEquals(201, post(client, "warehouses", "k".repeat(255), DUCK).status());
    assertEquals("400 FIELD_INVALID Idempotency-Key", post(client, "warehouses", "k".repeat(256), DUCK).problem());
  }
}
