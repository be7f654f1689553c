package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.application.runs.QueuePlace;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
  private static final Lease LEASE = new Lease("copy", 1);

  private final Client client = new Client();
  private final long project = client.project();

  @Test
  void withoutABodyEverythingIsBuilt() {
    Client.Answer queued = client.post("projects/" + project + "/runs");

    assertEquals(201, queued.status(), queued::body);
    JsonObject run = queued.json();
    assertTrue(queued.header("Location").endsWith("/api/v1/runs/" + run.getInt("id")));
    assertEquals("QUEUED", run.getString("status"));
    assertEquals("MANUAL", run.getString("type"));
    assertEquals("build", run.getString("command"));
    assertEquals("All Models", run.getString("modelType"));
    assertEquals(project, run.getInt("projectId"));
    assertEquals("/api/v1/runs/" + run.getInt("id") + "/events", run.getJsonObject("links").getString("events"));
    assertFalse(run.getBoolean("cancelRequested") || run.containsKey("startedAt") || run.containsKey("counts"), run::toString);
    assertEquals(run, client.get("runs/" + run.getInt("id")).json());
  }

  @Test
  void aRunTellsItsPlaceInTheQueue() {
    JsonObject run = client.post("projects/" + project + "/runs").json();
    JsonObject blocking = client.post("projects/" + project + "/runs").json();
    assertEquals(0, run.getInt("priority"));
    assertEquals(1, run.getInt("attempt"));
    assertFalse(run.containsKey("waitsFor"), run::toString);

    RunningRest.get().rows.queue.block(new RunId(run.getInt("id")), new QueuePlace.Wait(new RunId(blocking.getInt("id")), "shop.main.orders"));

    JsonObject waitsFor = client.get("runs/" + run.getInt("id")).json().getJsonObject("waitsFor");
    assertEquals(blocking.getInt("id"), waitsFor.getInt("run"));
    assertEquals("shop.main.orders", waitsFor.getString("relation"));
  }

  @Test
  void anAccountWithTooManyWaitingRunsIsRefusedMore() {
    for (int waiting = 0; waiting < Rows.QUOTA; waiting++) {
      assertEquals(201, client.post("projects/" + project + "/runs").status());
    }

    assertEquals("429 QUEUE_FULL", client.post("projects/" + project + "/runs").problem());
    Client another = new Client();
    assertEquals(201, another.post("projects/" + another.project() + "/runs").status());
  }

  @Test
  void whatIsAskedForIsKept() {
    JsonObject run = client.post("projects/" + project + "/runs", """
        {"command": "run", "models": ["orders", "customers", "orders"], "fullRefresh": true, "vars": {"day": "2026-01-01", "n": [1, 2.50]},
         "arguments": ["--fail-fast"], "threads": 2, "timeoutSeconds": 30}""").json();

    assertEquals("run", run.getString("command"));
    assertEquals("[\"customers\",\"orders\"]", run.getJsonArray("models").toString());
    assertEquals("Selected Models", run.getString("modelType"));
    assertTrue(run.getBoolean("fullRefresh"));
    assertEquals("{\"day\":\"2026-01-01\",\"n\":[1,2.50]}", run.getJsonObject("vars").toString());
    assertEquals("[\"--fail-fast\"]", run.getJsonArray("arguments").toString());
    assertEquals(2, run.getInt("threads"));
    assertEquals(30, run.getInt("timeoutSeconds"));
  }

  @Test
  void aListShowsTheFirstOfManyModelsAndHowManyThereAre() {
    String models = IntStream.range(100, 220).mapToObj(number -> "\"m" + number + "\"").collect(Collectors.joining(",", "[", "]"));
    JsonObject run = client.post("projects/" + project + "/runs", "{\"models\": " + models + "}").json();
    assertEquals(models, run.getJsonArray("models").toString());
    assertEquals(120, run.getInt("modelCount"));
    assertEquals(run, client.get("runs/" + run.getInt("id")).json());

    for (String list : List.of("runs", "projects/" + project + "/runs")) {
      JsonObject listed = client.get(list).items().getFirst();

      assertEquals(run.getJsonArray("models").subList(0, 50), listed.getJsonArray("models"));
      assertEquals(120, listed.getInt("modelCount"));
      assertEquals(0, listed.getInt("excludedModelCount"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'command': 'compile'}                                  | FIELD_INVALID command",
      "{'command': ['build']}                                  | FIELD_INVALID command",
      "{'models': []}                                          | FIELD_INVALID models",
      "{'models': 'orders'}                                    | FIELD_INVALID models",
      "{'fullRefresh': 'yes'}                                  | FIELD_INVALID fullRefresh",
      "{'fullRefresh': true, 'command': 'test'}                | FIELD_INVALID fullRefresh",
      "{'vars': '{}'}                                          | FIELD_INVALID vars",
      "{'arguments': ['--target', 'prod']}                     | ARGUMENT_FORBIDDEN arguments",
      "{'arguments': ['--nonsense']}                           | ARGUMENT_UNKNOWN arguments",
      "{'arguments': ['--select', 'a'], 'models': ['b']}       | ARGUMENT_CONFLICT arguments",
      "{'threads': 3.5}                                        | FIELD_INVALID threads",
      "{'timeoutSeconds': 0}                                   | FIELD_INVALID timeoutSeconds",
      "{'select': 'a'}                                         | FIELD_UNKNOWN select"}, quoteCharacter = '`')
  void aBadFieldIsNamedByCodeAndField(String body, String problem) {
    assertEquals("400 " + problem, client.post("projects/" + project + "/runs", body.replace('\'', '"')).problem());
  }

  @Test
  void varsAreBounded() {
    assertEquals(201, client.post("projects/" + project + "/runs", vars(32_768)).status());
    assertEquals("400 FIELD_INVALID vars", client.post("projects/" + project + "/runs", vars(32_769)).problem());
  }

  private static String vars(int length) {
    return "{\"vars\": {\"a\":\"" + "x".repeat(length - "{'a':''}".length()) + "\"}}";
  }

  @Test
  void runsAreListedNewestFirstOfOneProjectOrOfAll() {
    int first = client.post("projects/" + project + "/runs").json().getInt("id");
    int other = client.run();
    int second = client.post("projects/" + project + "/runs").json().getInt("id");

    assertEquals(List.of(second, first), ids("projects/" + project + "/runs"));
    assertEquals(List.of(second, other, first), ids("runs"));
    assertEquals(List.of(second, other), ids("runs?limit=2"));
    assertEquals(List.of(first), ids("runs?limit=2&after=" + client.get("runs?limit=2").json().getInt("next")));
  }

  @Test
  void aFinishedRunTellsWhatBecameOfItsNodes() {
    RunId run = running();
    client.rows.ledger.recordCommit(run, LEASE, "c0ffee");
    client.rows.ledger.recordEnvironment(run, LEASE,
        new PreparedEnvironment(new Environment(Path.of("python"), "f1n6e2", "10c4", false), "1.11.16", List.of()));
    client.rows.ledger.recordNodes(run, LEASE, List.of(new NodeResult("model.shop.orders", "model", "orders", "success",
        Optional.of(Rows.NOW), Duration.ofMillis(1500), OptionalLong.of(99), "SELECT 99", "Thread-1")));
    client.rows.ledger.recordErrors(run, LEASE, List.of(
        RunError.ofNode("model.shop.bad", new Failure(FailureCode.MODEL_FAILED, "Column is missing.", "Traceback"))));
    move(run, new RunState.PartiallySuccessful(Rows.NOW.plusSeconds(60), new NodeTally(3, 1, 1, 2, 0)));

    JsonObject finished = client.get("runs/" + run.value()).json();
    assertEquals("PARTIAL SUCCESS", finished.getString("status"));
    assertEquals("c0ffee", finished.getString("commit"));
    assertEquals("1.11.16", finished.getString("dbtVersion"));
    assertEquals("f1n6e2", finished.getString("environmentFingerprint"));
    assertEquals("2026-03-01T10:01:00Z", finished.getString("finishedAt"));
    assertEquals("{\"failed\":1,\"skipped\":2,\"succeeded\":3,\"untouched\":0,\"warned\":1}",
        finished.getJsonObject("counts").toString());
    JsonObject node = client.get("runs/" + run.value() + "/models").items().getFirst();
    assertEquals("SUCCEEDED", node.getString("status"));
    assertEquals("success", node.getString("dbtStatus"));
    assertEquals(1500, node.getInt("tookMs"));
    assertEquals(99, node.getInt("rowsAffected"));
    assertEquals("{\"code\":\"MODEL_FAILED\",\"message\":\"Column is missing.\",\"traceback\":\"Traceback\",\"type\":\"MODEL\","
        + "\"uniqueId\":\"model.shop.bad\"}", client.get("runs/" + run.value() + "/errors").items().getFirst().toString());
  }

  @Test
  void aFinishedRunTellsWhereItsTimeWentAndAListDoesNot() {
    RunId run = running();
    client.rows.runs.timelines().record(run, LEASE, new RunTimeline(List.of(new RunTimeline.Span(
        RunTimeline.Step.DBT, Rows.NOW, Duration.ofMillis(412), Optional.of(Duration.ofMillis(250))))));
    assertFalse(client.get("runs/" + run.value()).json().containsKey("timeline"));

    move(run, new RunState.Successful(Rows.NOW.plusSeconds(60), new NodeTally(3, 0, 0, 0, 0)));

    assertEquals("[{\"firstNodeAfterMs\":250,\"startedAt\":\"2026-03-01T10:00:00Z\",\"step\":\"DBT\",\"tookMs\":412}]",
        client.get("runs/" + run.value()).json().getJsonArray("timeline").toString());
    assertFalse(client.get("runs").items().getFirst().containsKey("timeline"));
  }

  @Test
  @Tag("fault-19")
  void aRunIsOverWhileItsFilesArePendingAndTellsWhenTheyAreStoredOrLost() {
    RunId run = running();
    assertFalse(client.get("runs/" + run.value()).json().containsKey("files"));
    move(run, new RunState.Successful(Rows.NOW.plusSeconds(60), new NodeTally(3, 0, 0, 0, 0)));
    assertEquals("{\"artifacts\":\"PENDING\",\"log\":\"PENDING\",\"lost\":[]}", files(run));

    client.rows.runs.ledger().recordLog(run, "s3://logs/run.log");
    assertEquals("{\"artifacts\":\"STORED\",\"log\":\"STORED\",\"lost\":[]}", files(run));

    client.rows.runs.lostArtifacts().record(run, "manifest.json", "It was given up.");
    assertEquals("{\"artifacts\":\"LOST\",\"log\":\"STORED\",\"lost\":[\"manifest.json\"]}", files(run));
  }

  private String files(RunId run) {
    return client.get("runs/" + run.value()).json().getJsonObject("files").toString();
  }

  @Test
  void aFailedRunTellsWhy() {
    RunId run = running();
    move(run, new RunState.Failed(Rows.NOW, Failure.of(FailureCode.RUN_TIMED_OUT, "It took too long.")));

    JsonObject failure = client.get("runs/" + run.value()).json().getJsonObject("failure");
    assertEquals("{\"code\":\"RUN_TIMED_OUT\",\"message\":\"It took too long.\"}", failure.toString());
  }

  @Test
  void aRunIsCancelledOnce() {
    int queued = client.run();
    Client.Answer cancelled = client.post("runs/" + queued + "/cancel");

    assertEquals(202, cancelled.status(), cancelled::body);
    assertEquals("CANCELLED", cancelled.json().getString("status"));
    Client.Answer again = client.post("runs/" + queued + "/cancel");
    assertEquals("409 RUN_ALREADY_FINISHED", again.problem());
    assertTrue(again.detail().contains("CANCELLED"), again::detail);
  }

  @Test
  void aRunningRunSaysThatItsCancelWasAskedFor() {
    RunId run = running();
    JsonObject cancelling = client.post("runs/" + run.value() + "/cancel", "").json();

    assertEquals("RUNNING", cancelling.getString("status"));
    assertTrue(cancelling.getBoolean("cancelRequested"));
  }

  private RunId running() {
    RunId run = new RunId(client.run());
    move(run, new RunState.Running(Rows.NOW, LEASE));
    return run;
  }

  private void move(RunId id, RunState next) {
    Run before = client.rows.runs.lock(id).orElseThrow();
    assertEquals(1, client.rows.runs.move(before, next));
  }

  private List<Integer> ids(String path) {
    return client.get(path).items().stream().map(row -> row.getInt("id")).toList();
  }
}
