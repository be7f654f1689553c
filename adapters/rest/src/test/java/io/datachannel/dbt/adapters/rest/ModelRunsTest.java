package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ModelRunsTest {
  private static final Lease LEASE = new Lease("copy", 1);
  private static final String ORDERS = "model.shop.orders";

  private final Client client = new Client();
  private final long project = client.project();
  private final String path = "projects/" + project + "/models/" + ORDERS + "/runs";

  @Test
  void aResultIsShownWithItsRun() {
    int run = run(new NodeResult(ORDERS, "model", "orders", "error", Optional.of(Rows.NOW), Duration.ofMillis(12), OptionalLong.of(3),
        "no such column", "Thread-1"));

    assertEquals(List.of(Json.createObjectBuilder().add("dbtStatus", "error").add("message", "no such column").add("rowsAffected", 3)
        .add("runId", run).add("runStatus", "RUNNING").add("startedAt", "2026-03-01T10:00:00Z").add("status", "FAILED").add("tookMs", 12)
        .build()), client.get(path).items());
  }

  @Test
  void whatANodeThatNeverStartedLacksIsLeftOut() {
    run(new NodeResult(ORDERS, "model", "orders", "skipped", Optional.empty(), Duration.ZERO, OptionalLong.empty(), "", "Thread-1"));

    JsonObject shown = client.get(path).items().getFirst();

    assertEquals("SKIPPED", shown.getString("status"));
    assertFalse(shown.containsKey("startedAt") || shown.containsKey("rowsAffected"), shown::toString);
  }

  @Test
  void theyComeNewestFirstPageByPage() {
    int first = run(success());
    int second = run(success());
    int third = run(success());

    JsonObject page = client.get(path + "?limit=2").json();
    assertEquals(List.of(third, second), runs(page));
    assertEquals(second, page.getInt("next"));
    assertEquals(List.of(first), runs(client.get(path + "?limit=2&after=" + second).json()));
  }

  @Test
  void aModelThatNoRunBuiltHasNone() {
    assertEquals(List.of(), client.get("projects/" + project + "/models/model.shop.unknown/runs").items());
    assertEquals("404 NOT_FOUND", client.get("projects/999999/models/" + ORDERS + "/runs").problem());
    assertEquals("404 NOT_FOUND", client.get("projects/" + project + "/models/orders/runs").problem());
    assertEquals("400 FIELD_INVALID limit", client.get(path + "?limit=0").problem());
  }

  private static List<Integer> runs(JsonObject page) {
    return page.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(item -> item.getInt("runId")).toList();
  }

  private static NodeResult success() {
    return new NodeResult(ORDERS, "model", "orders", "success", Optional.of(Rows.NOW), Duration.ofMillis(12), OptionalLong.of(3), "OK", "Thread-1");
  }

  private int run(NodeResult result) {
    RunId run = new RunId(client.post("projects/" + project + "/runs").json().getInt("id"));
    client.rows.runs.move(client.rows.runs.lock(run).orElseThrow(), new RunState.Running(Rows.NOW, LEASE));
    client.rows.ledger.recordNodes(run, LEASE, List.of(result));
    return run.value();
  }
}
