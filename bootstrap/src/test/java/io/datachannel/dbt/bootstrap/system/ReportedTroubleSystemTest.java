package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong between a reporter and the service: answers that are lost, words that contradict, and runs of others. */
class ReportedTroubleSystemTest {
  private static final int AT_ONCE = 12;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final Secret token = service.service().newToken("pipeline", Role.SERVICE);
  private final Api meta = Api.meta(service.service().address(), token);
  private final Platform platform = new Platform(service.data());
  private final int warehouse = service.duckDb();
  private final int project =
      service.project(warehouse, service.samples().resolve(service.fresh("no-repository")).toUri().toString(), "");

  @Test
  void theSameRunReportedByManyAtOnceIsOneRun() throws Exception {
    String byKey = service.fresh("key");
    String byId = "{\"projectId\": %d, \"status\": \"RUNNING\", \"externalId\": \"%s\"}".formatted(project, service.fresh("nightly"));

    List<Api.Answer> underOneKey = atOnce(() -> meta.postOnce("runs", byKey, "{\"projectId\": " + project + "}"));
    List<Api.Answer> underOneId = atOnce(() -> meta.post("runs", byId));

    assertEquals(1, underOneKey.stream().map(Api.Answer::body).distinct().count());
    assertEquals(1, underOneId.stream().map(Api.Answer::id).distinct().count());
    assertEquals(1, underOneId.stream().filter(answer -> answer.status() == 201).count(), "one was new");
    assertEquals(2, api.items("projects/" + project + "/runs").size());
  }

  @Test
  void theSameResultsReportedByManyAtOnceAreKeptOnce() throws Exception {
    int run = run("RUNNING");
    String key = service.fresh("key");

    List<Api.Answer> errors = atOnce(() -> meta.postOnce("runs/" + run + "/errors", key + "e", "{\"message\": \"once\"}"));
    List<Api.Answer> models = atOnce(() -> meta.postOnce("runs/" + run + "/models", key + "m",
        "{\"models\": [{\"uniqueId\": \"model.shop.orders\", \"dbtStatus\": \"success\"}]}"));
    List<Api.Answer> ends = atOnce(() -> status(run, "{\"status\": \"SUCCESSFUL\"}"));

    for (List<Api.Answer> answers : List.of(errors, models, ends)) {
      assertEquals(1, answers.stream().distinct().count(), answers::toString);
    }
    assertEquals(1, api.items("runs/" + run + "/errors").size());
    List<String> journal = api.events(run, 0).stream().filter(line -> line.startsWith("data: ")).toList();
    assertEquals(List.of(true, true, true, true), Stream.of("RUNNING", "once", "model.shop.orders", "SUCCESSFUL")
        .map(word -> journal.stream().filter(entry -> entry.contains(word)).count() == 1).toList(), journal::toString);
    assertEquals("IDEMPOTENCY_KEY_REUSED", meta.postOnce("runs/" + run + "/errors", key + "e", "{\"message\": \"other\"}").code());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "QUEUED  | {'status': 'SUCCESSFUL'}                                | 409 RUN_STATUS_REFUSED",
      "RUNNING | {'status': 'SUCCESSFUL', 'counts': {'failed': 2}}       | 400 FIELD_INVALID",
      "RUNNING | {'status': 'PARTIAL SUCCESS', 'counts': {'failed': 2}}  | 400 FIELD_INVALID",
      "RUNNING | {'status': 'FAILED', 'at': '2001-01-01T00:00:00Z'}      | 400 FIELD_INVALID",
      "RUNNING | {'status': 'FAILED', 'at': '9000-01-01T00:00:00Z'}      | 400 FIELD_INVALID"})
  void aContradictionChangesNothing(String before, String report, String problem) {
    int run = run(before);

    Api.Answer answer = status(run, report.replace('\'', '"'));

    assertEquals(problem, answer.status() + " " + answer.code(), answer::body);
    assertEquals(before, api.get("runs/" + run).json().getString("status"));
  }

  @Test
  void anEndIsFinalAndCanBeToldAgain() {
    int run = run("RUNNING");
    String failed = "{\"status\": \"FAILED\", \"failure\": {\"code\": \"RUN_TIMED_OUT\", \"message\": \"after 2 h\"}}";
    Api.Answer first = status(run, failed);

    assertEquals(first, status(run, failed));
    for (String other : List.of("RUNNING", "SUCCESSFUL", "CANCELLED")) {
      assertEquals("RUN_STATUS_REFUSED", status(run, "{\"status\": \"" + other + "\"}").code());
    }
    assertEquals("RUN_STATUS_REFUSED", meta.post("runs/" + run + "/models",
        "{\"models\": [{\"uniqueId\": \"model.shop.late\", \"dbtStatus\": \"success\"}]}").code());
    assertEquals(1, api.items("runs/" + run + "/errors").size());
  }

  @Test
  void ofADeletedProjectNothingIsBegunAndWhatIsUnderWayMayEnd() {
    int waiting = run("QUEUED");
    int underWay = run("RUNNING");
    api.send("DELETE", "projects/" + project, "*", "");

    Api.Answer entered = meta.post("runs", "{\"projectId\": " + project + "}");

    assertEquals("409 PROJECT_NOT_ACTIVE", entered.status() + " " + entered.code());
    assertEquals("RUN_STATUS_REFUSED", status(waiting, "{\"status\": \"RUNNING\"}").code());
    assertTrue(meta.get("runs/" + underWay).json().getBoolean("cancelRequested"));
    assertEquals(200, status(underWay, "{\"status\": \"CANCELLED\"}").status());
  }

  @Test
  void anotherAccountSeesAndChangesNothing() {
    int run = run("RUNNING");
    long account = platform.account(service.fresh("stranger"));
    Api stranger = Api.meta(service.service().address(), platform.token(account, Role.SERVICE));

    for (String path : List.of("", "/errors", "/models", "/logs")) {
      assertEquals(404, stranger.get("runs/" + run + path).status(), path);
    }
    assertEquals(404, stranger.patch("runs/" + run + "/status", "{\"status\": \"CANCELLED\"}").status());
    assertEquals(404, stranger.post("runs/" + run + "/errors", "{\"message\": \"x\"}").status());
    assertEquals(404, stranger.postOnce("runs/" + run + "/errors", "k", "{\"message\": \"x\"}").status());
    assertEquals(404, stranger.post("runs/" + run + "/models",
        "{\"models\": [{\"uniqueId\": \"m\", \"dbtStatus\": \"success\"}]}").status());
    assertEquals(400, stranger.post("runs", "{\"projectId\": " + project + "}").status());
    assertEquals(404, stranger.post("pipelines/" + platform.pipeline(1, warehouse) + "/loaded", "{}").status());
    assertEquals(List.of(), stranger.items("runs"));
    assertEquals("RUNNING", api.get("runs/" + run).json().getString("status"));
    assertFalse(api.get("runs/" + run + "/log").body().contains("x"));
  }

  @Test
  void aPipelineThatHasLoadedSaysSoOnce() {
    String path = "pipelines/" + platform.pipeline(1, warehouse) + "/loaded";
    String key = service.fresh("load");

    Api.Answer first = meta.postOnce(path, key, "{\"loadedAt\": \"2026-03-01T10:00:00+01:00\"}");

    assertEquals(201, first.status(), first::body);
    assertEquals("2026-03-01T09:00:00Z", first.json().getString("loadedAt"));
    assertEquals(first, meta.postOnce(path, key, "{\"loadedAt\": \"2026-03-01T10:00:00+01:00\"}"));
    assertTrue(meta.post(path, "{}").id() > first.id());
    assertEquals(404, meta.post("pipelines/4711000/loaded", "{}").status());
  }

  private int run(String status) {
    return meta.post("runs", "{\"projectId\": %d, \"status\": \"%s\"}".formatted(project, status)).id();
  }

  private Api.Answer status(int run, String report) {
    return meta.patch("runs/" + run + "/status", report);
  }

  private static List<Api.Answer> atOnce(Supplier<Api.Answer> call) throws InterruptedException {
    Callable<Api.Answer> one = call::get;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      return threads.invokeAll(Stream.generate(() -> one).limit(AT_ONCE).toList()).stream().map(Future::resultNow).toList();
    }
  }
}
