package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to another account is not there, on every path with an id. */
class ForeignAccountTest {
  private final Client owner = new Client();
  private final Client stranger = new Client();
  private final long project = owner.project();
  private final int warehouse = owner.get("warehouses").items().getFirst().getInt("id");
  private final int credential = owner.get("credentials").items().getFirst().getInt("id");
  private final int run = owner.run();

  @ParameterizedTest
  @ValueSource(strings = {"warehouses/W", "credentials/C", "credentials/C/repositories",
      "credentials/C/branches?repository=acme/shop", "projects/P", "projects/P/models", "projects/P/models/model.shop.orders/runs", "projects/P/lineage", "projects/P/runs", "projects/P/environment", "runs/R",
      "runs/R/models", "runs/R/errors", "runs/R/log", "runs/R/events", "runs/R/artifacts/manifest.json"})
  void itIsNotRead(String path) {
    assertEquals("404 NOT_FOUND", stranger.get(named(path)).problem());
    if (!path.startsWith("credentials/C/") && !path.endsWith("events") && !path.contains("artifacts")) {
      assertEquals(200, owner.get(named(path)).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"projects/P/refresh", "projects/P/environment/upgrade", "projects/P/runs", "runs/R/cancel", "credentials/C/test"})
  void nothingIsDoneWithIt(String path) {
    assertEquals("404 NOT_FOUND", stranger.post(named(path)).problem());
    assertEquals("QUEUED", owner.get("runs/" + run).json().getString("status"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouses", "credentials", "projects", "projects/activity", "runs"})
  void itIsNotListed(String path) {
    assertEquals(List.of(), stranger.get(path).items());
    assertNotEquals(List.of(), owner.get(path).items());
  }

  @ParameterizedTest
  @ValueSource(strings = {"warehouseId", "credentialId"})
  void noProjectIsBuiltOnIt(String field) {
    String own = "{\"name\": \"x\", \"warehouseId\": " + (field.equals("warehouseId") ? warehouse : stranger.warehouse())
        + (field.equals("credentialId") ? ", \"credentialId\": " + credential : "")
        + ", \"repositoryUrl\": \"https://git.example/a/b\", \"branch\": \"main\"}";

    assertEquals("400 FIELD_INVALID " + field, stranger.post("projects", own).problem());
  }

  private String named(String path) {
    return path.replace("W", "" + warehouse).replace("C", "" + credential).replace("P", "" + project).replace("R", "" + run);
  }
}
