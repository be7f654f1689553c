package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report that is sent twice under one Idempotency-Key; quotes in the JSON of this class are single ones. */
class ReportedTwiceTest {
  private final Client user = new Client();
  private final Client reporter = user.reporter(Role.SERVICE);
  private final long project = user.project();

  @Test
  void aRunIsEnteredOnce() {
    String body = "{'projectId': " + project + ", 'status': 'RUNNING'}";
    Client.Answer first = post("runs", "k", body);
    Client.Answer second = post("runs", "k", body);

    assertEquals(201, second.status(), second.body());
    assertEquals(first.body(), second.body());
    assertEquals(first.header("Location"), second.header("Location"));
    assertEquals(1, reporter.get("runs").items().size());
    assertEquals(1, entries(first.json().getInt("id")).size());
  }

  @Test
  void anErrorIsKeptOnceAndToldOnce() {
    int run = run();
    String body = "{'message': 'no such column', 'uniqueId': 'model.shop.orders'}";
    Client.Answer first = post("runs/" + run + "/errors", "k", body);
    Client.Answer second = post("runs/" + run + "/errors", "k", body);

    assertEquals(201, first.status(), first.body());
    assertEquals(first.body(), second.body());
    assertEquals(List.of(first.json()), user.get("runs/" + run + "/errors").items());
    assertEquals(1, entries(run).stream().filter(entry -> entry.contains("no such column")).count());
  }

  @Test
  void modelsAreToldOnce() {
    int run = run();
    String body = "{'models': [{'uniqueId': 'model.shop.orders', 'dbtStatus': 'success'}]}";
    Client.Answer first = post("runs/" + run + "/models", "k", body);

    assertEquals(201, first.status(), first.body());
    assertEquals(first.body(), post("runs/" + run + "/models", "k", body).body());
    assertEquals(first.json().getJsonArray("items"), user.get("runs/" + run + "/models").json().getJsonArray("items"));
    assertEquals(1, entries(run).stream().filter(entry -> entry.contains("model.shop.orders")).count());
  }

  @Test
  void aLoadIsNotedOnce() {
    String path = "pipelines/" + user.rows.loads.addPipeline(user.account()).value() + "/loaded";
    Client.Answer first = post(path, "k", "{}");

    assertEquals(201, first.status(), first.body());
    assertEquals(first.body(), post(path, "k", "{}").body());
    assertTrue(post(path, "another", "{}").json().getInt("id") > first.json().getInt("id"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "runs            | {'projectId': P}     | {'projectId': P, 'status': 'RUNNING'}",
      "runs/R/errors   | {'message': 'a'}     | {'message': 'b'}",
      "runs/R/models   | {'models': [{'uniqueId': 'm', 'dbtStatus': 'a'}]} | {'models': [{'uniqueId': 'm', 'dbtStatus': 'b'}]}",
      "pipelines/L/loaded | {}               | {'loadedAt': '2026-03-01T09:00:00Z'}"})
  void aKeyIsForOneReport(String path, String body, String other) {
    PipelineId pipeline = user.rows.loads.addPipeline(user.account());
    String address = path.replace("R", "" + run()).replace("L", "" + pipeline.value());

    assertEquals(201, post(address, "k", body.replace("P", "" + project)).status());

    assertEquals("409 IDEMPOTENCY_KEY_REUSED", post(address, "k", other.replace("P", "" + project)).problem());
  }

  @Test
  void aRefusedReportMayBeTriedAgainUnderItsKey() {
    int queued = reporter.post("runs", "{\"projectId\": " + project + "}").json().getInt("id");
    String body = "{'models': [{'uniqueId': 'model.shop.orders', 'dbtStatus': 'success'}]}";
    assertEquals("409 RUN_STATUS_REFUSED", post("runs/" + queued + "/models", "k", body).problem());
    reporter.patch("runs/" + queued + "/status", "{\"status\": \"RUNNING\"}");

    assertEquals(201, post("runs/" + queued + "/models", "k", body).status());
  }

  @Test
  void ofReportsAtTheSameMomentOneIsDone() throws Exception {
    int run = run();
    Callable<Client.Answer> report = () -> post("runs/" + run + "/errors", "k", "{'message': 'once'}");
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<String> answers = threads.invokeAll(Stream.generate(() -> report).limit(16).toList()).stream()
          .map(Future::resultNow).map(Client.Answer::body).distinct().toList();

      assertEquals(1, answers.size(), answers::toString);
    }
    assertEquals(1, user.get("runs/" + run + "/errors").items().size());
  }

  private int run() {
    return reporter.post("runs", "{\"projectId\": " + project + ", \"status\": \"RUNNING\"}").json().getInt("id");
  }

  /** The run's journal but its last entry, which this makes. */
  private List<String> entries(int run) {
    reporter.patch("runs/" + run + "/status", "{\"status\": \"SUCCESSFUL\"}");
    return user.get("runs/" + run + "/events").body().lines()
        .filter(line -> line.startsWith("data: ") && !line.contains("SUCCESSFUL")).toList();
  }

  private Client.Answer post(String path, String key, String json) {
    return reporter.send(reporter.request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }
}
