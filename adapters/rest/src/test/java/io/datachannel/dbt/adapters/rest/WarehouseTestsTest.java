package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.warehouses.WarehouseCheck;
import io.datachannel.dbt.application.warehouses.WarehouseChecks.ClaimedCheck;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.warehouse.CheckState;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarehouseTestsTest {
  private final Client client = new Client();
  private final long warehouse = client.warehouse();
  private final String test = "warehouses/" + warehouse + "/test";

  @Test
  void aTestIsQueuedAndToldWhereToLook() {
    Client.Answer queued = client.post(test);

    assertEquals(202, queued.status(), queued::body);
    String path = "warehouses/" + warehouse + "/tests/" + queued.json().getInt("id");
    assertTrue(queued.header("Location").endsWith("/api/v1/" + path), queued.header("Location"));
    JsonObject job = client.get(path).json();
    assertEquals("QUEUED", job.getString("state"));
    assertEquals("2026-03-01T10:00:00Z", job.getString("requestedAt"));
    assertFalse(job.containsKey("finishedAt") || job.containsKey("failure"), job::toString);
  }

  @Test
  void anImpatientUserGetsTheOneThatWaitsAlready() {
    int first = client.post(test).json().getInt("id");
    int again = client.post(test).json().getInt("id");
    claim(first);
    int afterItsStart = client.post(test).json().getInt("id");

    assertEquals(first, again);
    assertTrue(afterItsStart > first, "what runs may have read the warehouse before its last change");
  }

  @Test
  void aFailedOneTellsWhy() {
    int job = client.post(test).json().getInt("id");
    finish(claim(job), new Failure(FailureCode.WAREHOUSE_UNREACHABLE, "It cannot be reached.", "the driver's words"));

    JsonObject failed = client.get("warehouses/" + warehouse + "/tests/" + job).json();
    assertEquals("FAILED", failed.getString("state"));
    assertEquals("DBT", failed.getString("step"));
    assertEquals("2026-03-01T10:00:09Z", failed.getString("finishedAt"));
    assertEquals("{\"code\":\"WAREHOUSE_UNREACHABLE\",\"detail\":\"the driver's words\",\"message\":\"It cannot be reached.\"}",
        failed.getJsonObject("failure").toString());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    int job = client.post(test).json().getInt("id");

    assertEquals("404 NOT_FOUND", client.post("warehouses/999999999/test").problem());
    assertEquals("404 NOT_FOUND", client.get("warehouses/" + client.warehouse() + "/tests/" + job).problem());
    assertEquals("404 NOT_FOUND", new Client().post(test).problem());
    assertEquals("404 NOT_FOUND", new Client().get("warehouses/" + warehouse + "/tests/" + job).problem());
  }

  /** Those that other tests left in the queue are claimed on the way to it. */
  private ClaimedCheck claim(int id) {
    return Stream.generate(() -> client.rows.checks.claim("test", Duration.ofMinutes(1)).orElseThrow())
        .filter(one -> one.check().id().value() == id).findFirst().orElseThrow();
  }

  private void finish(ClaimedCheck claimed, Failure failure) {
    WarehouseCheck job = claimed.check();
    assertEquals(1, client.rows.checks.save(new WarehouseCheck(job.id(), job.account(), job.warehouse(), CheckState.FAILED, "DBT",
        Optional.of(failure), job.requestedAt(), Optional.of(Rows.NOW.plusSeconds(9))), claimed.lease()));
  }
}
