package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MetaAPI over HTTP; quotes in the JSON of this class are single ones. */
class ReportedRunsTest {
  private final Client user = new Client();
  private final Client reporter = user.reporter(Role.SERVICE);
  private final long project = user.project();

  @Test
  void aReportedRunIsSeenLikeAnyOther() {
    Client.Answer entered = post("runs", "{'projectId': " + project + ", 'runType': 'SCHEDULED', 'models': ['orders'], 'command': 'run',"
        + " 'status': 'RUNNING', 'startedAt': '2026-03-01T10:58:00+01:00', 'commit': 'abc', 'dbtVersion': '1.10.2', 'externalId': 'n-1'}");

    assertEquals(201, entered.status(), entered.body());
    JsonObject run = entered.json();
    assertTrue(entered.header("Location").endsWith("/meta/v1/runs/" + run.getInt("id")), entered.header("Location"));
    assertEquals("RUNNING", run.getString("status"));
    assertEquals("Selected Models", run.getString("modelType"));
    assertEquals("2026-03-01T09:58:00Z", run.getString("startedAt"));
    assertTrue(run.getBoolean("reported"));
    assertEquals("n-1", run.getString("externalId"));
    assertEquals(run, user.get("runs/" + run.getInt("id")).json());
    assertEquals(List.of(run), user.get("runs").items());
    assertEquals(List.of(run), user.get("projects/" + project + "/runs").items());
    assertEquals(List.of(run), reporter.get("runs").items());
    assertEquals(run, reporter.get("runs/" + run.getInt("id")).json());
  }

  @Test
  void aRunOfTheServiceIsNotListedAsReported() {
    int own = user.run();

    assertEquals(List.of(), reporter.get("runs").items());
    assertFalse(reporter.get("runs/" + own).json().getBoolean("reported"));
    assertEquals("409 RUN_NOT_REPORTED", patch(own, "{'status': 'RUNNING'}").problem());
    assertEquals("409 RUN_NOT_REPORTED", post("runs/" + own + "/errors", "{'message': 'x'}").problem());
  }

  @Test
  void moreThanARunMayHaveIsRefused() {
    int run = post("runs", "{'projectId': " + project + ", 'status': 'RUNNING'}").json().getInt("id");
    user.rows.reported.recordErrors(new RunId(run),
        Collections.nCopies(5_000, RunError.ofRun(Failure.of(FailureCode.RUNNER_CRASHED, "again"))));

    Client.Answer refused = post("runs/" + run + "/errors", "{'message': 'x'}");
    assertEquals("409 TOO_MANY_RESULTS", refused.problem());
    assertTrue(refused.detail().contains("5001 errors"), refused.detail());
  }

  @Test
  void theSameExternalIdAgainIs200AndTheSameRun() {
    String body = "{'projectId': " + project + ", 'externalId': 'again'}";
    Client.Answer first = post("runs", body);
    Client.Answer second = post("runs", body);

    assertEquals(201, first.status());
    assertEquals(200, second.status());
    assertEquals(first.json(), second.json());
    assertEquals("400 FIELD_INVALID externalId",
        post("runs", "{'projectId': " + user.project() + ", 'externalId': 'again'}").problem());
  }

  @Test
  void aRunGoesItsWay() {
    int run = run("QUEUED");
    assertEquals("RUNNING", patch(run, "{'status': 'RUNNING', 'commit': 'abc'}").json().getString("status"));
    Client.Answer ended = patch(run, "{'status': 'PARTIAL SUCCESS', 'counts': {'succeeded': 3, 'failed': 1}}");

    assertEquals(200, ended.status(), ended.body());
    assertEquals("PARTIAL SUCCESS", ended.json().getString("status"));
    assertEquals(3, ended.json().getJsonObject("counts").getInt("succeeded"));
    assertEquals("abc", ended.json().getString("commit"));
    Client.Answer refused = patch(run, "{'status': 'RUNNING'}");
    assertEquals("409 RUN_STATUS_REFUSED", refused.problem());
    assertEquals("Run " + run + " is PARTIAL SUCCESS; no other status follows.", refused.detail());
    List<String> events = user.get("runs/" + run + "/events").body().lines().filter(line -> line.startsWith("data: ")).toList();
    assertEquals(2, events.size());
    assertTrue(events.getLast().contains("\"ended\":true,\"status\":\"PARTIAL SUCCESS\""), events.getLast());
  }

  @Test
  void aFailureIsShown() {
    int run = run("RUNNING");
    JsonObject failed = patch(run, "{'status': 'FAILED', 'failure': {'code': 'RUN_TIMED_OUT', 'message': 'after 2 h'}}").json();

    assertEquals("RUN_TIMED_OUT", failed.getJsonObject("failure").getString("code"));
    assertEquals("TIMEOUT", user.get("runs/" + run + "/errors").items().getFirst().getString("type"));
  }

  @Test
  void aUsersCancelReachesTheReporter() {
    int run = run("RUNNING");
    user.post("runs/" + run + "/cancel");

    assertTrue(reporter.get("runs/" + run).json().getBoolean("cancelRequested"));
    assertEquals("CANCELLED", patch(run, "{'status': 'CANCELLED'}").json().getString("status"));
  }

  @Test
  void errorsAndModelsAreSeenOnTheRunsPages() {
    int run = run("RUNNING");
    Client.Answer models = post("runs/" + run + "/models", "{'models': [{'uniqueId': 'model.shop.orders', 'dbtStatus': 'success',"
        + " 'startedAt': '2026-03-01T10:00:00Z', 'seconds': 1.25, 'rowsAffected': 5, 'message': 'OK'},"
        + " {'uniqueId': 'test.shop.t', 'dbtStatus': 'fail'}]}");
    Client.Answer error = post("runs/" + run + "/errors",
        "{'type': 'TEST', 'message': '3 rows', 'traceback': 'line 1\\nline 2', 'uniqueId': 'test.shop.t'}");

    assertEquals(201, models.status(), models.body());
    assertEquals(201, error.status(), error.body());
    List<JsonObject> nodes = user.get("runs/" + run + "/models").items();
    assertEquals(1250, nodes.getFirst().getInt("tookMs"));
    assertEquals("model", nodes.getFirst().getString("resourceType"));
    assertEquals("orders", nodes.getFirst().getString("name"));
    assertEquals("FAILED", nodes.getLast().getString("status"));
    assertEquals(nodes, reporter.get("runs/" + run + "/models").items());
    assertEquals(List.of(error.json()), user.get("runs/" + run + "/errors").items());
    assertEquals(List.of(error.json()), reporter.get("runs/" + run + "/errors").items());
    assertEquals("TEST_FAILED", error.json().getString("code"));
    assertEquals("line 1\nline 2", error.json().getString("traceback"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                                                    | 400 FIELD_MISSING projectId",
      "{'projectId': 987654}                                 | 400 FIELD_INVALID projectId",
      "{'projectId': 'one'}                                  | 400 FIELD_INVALID projectId",
      "{'projectId': P, 'runType': 'HOURLY'}                 | 400 FIELD_INVALID runType",
      "{'projectId': P, 'status': 'SUCCESSFUL'}              | 400 FIELD_INVALID status",
      "{'projectId': P, 'startedAt': '2026-03-01T10:00:00Z'} | 400 FIELD_INVALID startedAt",
      "{'projectId': P, 'status': 'RUNNING', 'startedAt': 'yesterday'}             | 400 FIELD_INVALID startedAt",
      "{'projectId': P, 'status': 'RUNNING', 'startedAt': '2027-03-01T10:00:00Z'}  | 400 FIELD_INVALID startedAt",
      "{'projectId': P, 'status': 'RUNNING', 'startedAt': '+999999999-12-31T10:00:00Z'} | 400 FIELD_INVALID startedAt",
      "{'projectId': P, 'externalId': ' x'}                  | 400 FIELD_INVALID externalId",
      "{'projectId': P, 'externalId': ''}                    | 400 FIELD_MISSING externalId",
      "{'projectId': P, 'models': []}                        | 400 FIELD_INVALID models",
      "{'projectId': P, 'commit': ''}                        | 400 FIELD_MISSING commit",
      "{'projectId': P, 'owner': 1}                          | 400 FIELD_UNKNOWN owner"})
  void aReportThatIsWrongIsRefused(String body, String problem) {
    assertEquals(problem, post("runs", body.replace("P", "" + project)).problem());
    assertEquals(List.of(), user.get("runs").items());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                                                       | 400 FIELD_MISSING status",
      "{'status': 'QUEUED'}                                     | 400 FIELD_INVALID status",
      "{'status': 'PARTIAL_SUCCESS'}                            | 400 FIELD_INVALID status",
      "{'status': 'SUCCESSFUL', 'counts': {'failed': 1}}        | 400 FIELD_INVALID counts",
      "{'status': 'SUCCESSFUL', 'counts': {'failed': -1}}       | 400 FIELD_INVALID failed",
      "{'status': 'SUCCESSFUL', 'counts': {'broken': 1}}        | 400 FIELD_UNKNOWN broken",
      "{'status': 'SUCCESSFUL', 'failure': {'message': 'x'}}    | 400 FIELD_INVALID failure",
      "{'status': 'FAILED', 'failure': {}}                      | 400 FIELD_MISSING message",
      "{'status': 'FAILED', 'failure': {'message': 'x', 'code': 'NOT_FOUND'}} | 400 FIELD_INVALID code",
      "{'status': 'RUNNING', 'counts': {'failed': 1}}           | 400 FIELD_INVALID counts"})
  void aStatusThatIsWrongIsRefused(String body, String problem) {
    int run = run("RUNNING");

    assertEquals(problem, patch(run, body).problem());
    assertEquals("RUNNING", user.get("runs/" + run).json().getString("status"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "errors | {}                                                  | 400 FIELD_MISSING message",
      "errors | {'message': ' '}                                    | 400 FIELD_MISSING message",
      "errors | {'message': 'x', 'type': 'BAD'}                     | 400 FIELD_INVALID type",
      "errors | {'message': 'x', 'type': 'GIT', 'code': 'RUN_LOST'} | 400 FIELD_INVALID type",
      "models | {}                                                  | 400 FIELD_MISSING models",
      "models | {'models': []}                                      | 400 FIELD_INVALID models",
      "models | {'models': [1]}                                     | 400 FIELD_INVALID models",
      "models | {'models': [{'uniqueId': 'model.a.b'}]}             | 400 FIELD_MISSING dbtStatus",
      "models | {'models': [{'uniqueId': 'm', 'dbtStatus': 'ok', 'seconds': -1}]} | 400 FIELD_INVALID seconds",
      "models | {'models': [{'uniqueId': 'm', 'dbtStatus': 'ok', 'seconds': 1e99}]} | 400 FIELD_INVALID seconds"})
  void resultsThatAreWrongAreRefused(String what, String body, String problem) {
    assertEquals(problem, post("runs/" + run("RUNNING") + "/" + what, body).problem());
  }

  @Test
  void aNodeWithALongIdIsNamedByIt() {
    int run = run("RUNNING");
    String id = "model.shop." + "x".repeat(600);

    assertEquals(201, post("runs/" + run + "/models", "{'models': [{'uniqueId': '" + id + "', 'dbtStatus': 'success'}]}").status());
    assertEquals(id, user.get("runs/" + run + "/models").items().getFirst().getString("uniqueId"));
  }

  @Test
  void aThousandModelsGoInOneCallAndNoMore() {
    int run = run("RUNNING");

    assertEquals(201, post("runs/" + run + "/models", models(1000)).status());
    assertEquals("400 FIELD_INVALID models", post("runs/" + run + "/models", models(1001)).problem());
    assertEquals(1000, user.get("runs/" + run + "/models").items().size());
  }

  @Test
  void aLoadOfAPipelineSaysWhichItIs() {
    PipelineId pipeline = user.rows.loads.addPipeline(user.account());
    PipelineId foreign = user.rows.loads.addPipeline(new Client().account());

    Client.Answer first = reporter.post("pipelines/" + pipeline.value() + "/loaded");
    Client.Answer second = post("pipelines/" + pipeline.value() + "/loaded", "{'loadedAt': '2026-03-01T09:00:00Z'}");

    assertEquals(201, first.status(), first.body());
    assertEquals("2026-03-01T10:00:00Z", first.json().getString("loadedAt"));
    assertTrue(second.json().getInt("id") > first.json().getInt("id"));
    assertEquals("404 NOT_FOUND", reporter.post("pipelines/" + foreign.value() + "/loaded").problem());
    assertEquals("404 NOT_FOUND", reporter.post("pipelines/4000000000/loaded").problem());
    assertEquals("404 NOT_FOUND", reporter.post("pipelines/first/loaded").problem());
    assertEquals("400 FIELD_INVALID loadedAt",
        post("pipelines/" + pipeline.value() + "/loaded", "{'loadedAt': '2026-03-02T09:00:00Z'}").problem());
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = {"VIEWER", "EDITOR", "ADMIN"})
  void onlyAServiceReports(Role role) {
    Client caller = user.reporter(role);

    assertEquals("403 ROLE_INSUFFICIENT", caller.post("runs", "{\"projectId\": " + project + "}").problem());
    assertEquals("403 ROLE_INSUFFICIENT", caller.get("runs").problem());
    assertEquals("403 ROLE_INSUFFICIENT", caller.post("pipelines/1/loaded").problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs/R", "runs/R/errors", "runs/R/models", "runs/R/logs"})
  void anotherAccountsRunIsNotFound(String path) {
    int run = run("RUNNING");
    Client stranger = new Client().reporter(Role.SERVICE);

    assertEquals("404 NOT_FOUND", stranger.get(path.replace("R", "" + run)).problem());
    assertEquals("404 NOT_FOUND", stranger.patch("runs/" + run + "/status", "{\"status\": \"CANCELLED\"}").problem());
    assertEquals("404 NOT_FOUND", stranger.post("runs/" + run + "/errors", "{\"message\": \"x\"}").problem());
    assertEquals("RUNNING", user.get("runs/" + run).json().getString("status"));
  }

  private int run(String status) {
    return post("runs", "{'projectId': " + project + ", 'status': '" + status + "'}").json().getInt("id");
  }

  private static String models(int count) {
    StringBuilder models = new StringBuilder();
    for (int number = 0; number < count; number++) {
      models.append(number == 0 ? "" : ", ").append("{'uniqueId': 'model.shop.m").append(number).append("', 'dbtStatus': 'success'}");
    }
    return "{'models': [" + models + "]}";
  }

  private Client.Answer post(String path, String json) {
    return reporter.post(path, json.replace('\'', '"'));
  }

  private Client.Answer patch(int run, String json) {
    return reporter.patch("runs/" + run + "/status", json.replace('\'', '"'));
  }
}
