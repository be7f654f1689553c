package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Lease LEASE = new Lease("copy", 1);

  private final Client client = new Client();
  private final long project = client.project();

  @Test
  void aRetryIsANewRunOfWhatFailed() {
    int run = partlyFailed();

    Client.Answer answer = client.post("runs/" + run + "/retry");

    assertEquals(201, answer.status(), answer::body);
    JsonObject again = answer.json();
    assertTrue(answer.header("Location").endsWith("/api/v1/runs/" + again.getInt("id")));
    assertEquals(run, again.getInt("retryOf"));
    assertEquals("[\"model.shop.bad\",\"model.shop.child\"]", again.getJsonArray("models").toString());
    assertEquals("QUEUED", again.getString("status"));
    assertEquals(again, client.get("runs/" + again.getInt("id")).json());
  }

  @Test
  void oneThatIsOverLinksToItsRetry() {
    int run = partlyFailed();

    assertEquals("/api/v1/runs/" + run + "/retry", links(run).getString("retry"));
    assertFalse(client.get("runs/" + run).json().containsKey("retryOf"));
    assertFalse(links(client.run()).containsKey("retry"));
    assertFalse(links(reported("FAILED")).containsKey("retry"));
  }

  @Test
  void theSameKeyMakesOneRun() {
    int run = partlyFailed();

    int first = retryWithKey(run);

    assertEquals(first, retryWithKey(run));
    assertEquals(List.of(first, run), client.get("runs").items().stream().map(row -> row.getInt("id")).toList());
  }

  @Test
  void whatCannotBeRetriedSaysWhy() {
    int queued = client.run();
    assertEquals("409 RUN_NOT_FINISHED", client.post("runs/" + queued + "/retry").problem());

    int good = ended(new RunState.Successful(Rows.NOW, new NodeTally(1, 0, 0, 0, 0)), node("good", "success"));
    assertEquals("409 NOTHING_TO_RETRY", client.post("runs/" + good + "/retry").problem());

    assertEquals("409 RUN_REPORTED", client.post("runs/" + reported("FAILED") + "/retry").problem());
    assertEquals("404 NOT_FOUND", client.post("runs/987654321/retry").problem());
  }

  @Test
  void aDeletedProjectsRunIsNotRetried() {
    int run = partlyFailed();
    assertEquals(200, client.delete("projects/" + project, "*").status());

    assertEquals("409 PROJECT_NOT_ACTIVE", client.post("runs/" + run + "/retry").problem());
  }

  @Test
  void viewersAndStrangersDoNotRetry() {
    int run = partlyFailed();

    assertEquals("403 ROLE_INSUFFICIENT", client.as(Role.VIEWER).post("runs/" + run + "/retry").problem());
    assertEquals("404 NOT_FOUND", new Client().post("runs/" + run + "/retry").problem());
    assertTrue(client.get("runs?status=QUEUED").items().isEmpty());
  }

  private int retryWithKey(int run) {
    return client.send(client.request("runs/" + run + "/retry").header("Idempotency-Key", "again").POST(BodyPublishers.noBody()))
        .json().getInt("id");
  }

  private int partlyFailed() {
    return ended(new RunState.PartiallySuccessful(Rows.NOW, new NodeTally(1, 0, 1, 1, 0)),
        node("good", "success"), node("bad", "error"), node("child", "skipped"));
  }

  private int ended(RunState.Final end, NodeResult... nodes) {
    RunId run = new RunId(client.post("projects/" + project + "/runs").json().getInt("id"));
    move(run, new RunState.Running(Rows.NOW, LEASE));
    client.rows.ledger.recordNodes(run, LEASE, List.of(nodes));
    move(run, end);
    return run.value();
  }

  private int reported(String status) {
    Client reporter = client.reporter(Role.SERVICE);
    int run = reporter.post("runs", "{\"projectId\": " + project + ", \"status\": \"RUNNING\"}").json().getInt("id");
    assertEquals(200, reporter.patch("runs/" + run + "/status", "{\"status\": \"" + status + "\"}").status());
    return run;
  }

  private static NodeResult node(String name, String status) {
    return new NodeResult("model.shop." + name, "model", name, status, Optional.empty(), Duration.ZERO, OptionalLong.empty(), "", "");
  }

  private void move(RunId id, RunState next) {
    Run before = client.rows.runs.lock(id).orElseThrow();
    assertEquals(1, client.rows.runs.move(before, next));
  }

  private JsonObject links(int run) {
    return client.get("runs/" + run).json().getJsonObject("links");
  }
}
