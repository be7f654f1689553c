package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.domain.account.Role;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs are told to a real receiver, with dbt or reported. */
class NotificationSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final NotificationReceiver receiver = new NotificationReceiver();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonObject target(String kind, int project) {
    Api.Answer added = api.post("notification-targets", """
        {"name": "t", "kind": "%s", "url": "%s", "projectIds": [%d]}""".formatted(kind, receiver.url("/hook/of-a-secret"), project));
    assertEquals(201, added.status(), added::body);
    return added.json();
  }

  private List<JsonObject> messages(JsonObject target) {
    return api.items("notification-targets/" + target.getInt("id") + "/deliveries");
  }

  @Test
  @Tag("fault-52")
  void aRunThatFailsAndOneThatIsWellAgainAreToldOnceEach() throws Exception {
    Repository repository = Repository.of(service.samples(), service.fresh("told"),
        "dbt_project.yml", "name: told\nversion: '1.0'\nprofile: any\n", "models/a.sql", "select nothing_like_it as id");
    int project = service.project(service.duckDb(), repository.url(), "");
    JsonObject target = target("WEBHOOK", project);

    int failed = service.run(project, "{}");
    assertEquals("FAILED", api.finished(failed).getString("status"));
    LoggedRequest first = receiver.await(1).getFirst();
    repository.commit("models/a.sql", "select 1 as id");
    for (int times = 0; times < 2; times++) {
      assertEquals("SUCCESSFUL", api.finished(service.run(project, "{}")).getString("status"));
    }
    LoggedRequest second = receiver.await(2).getLast();

    JsonObject told = NotificationReceiver.json(first);
    assertEquals("run.finished", told.getString("event"));
    assertEquals(failed, told.getJsonObject("run").getInt("id"));
    assertEquals("FAILED", told.getJsonObject("run").getString("status"));
    assertEquals("https://dbt.example/runs/" + failed, told.getJsonObject("run").getString("link"));
    assertEquals("MODEL_FAILED", told.getJsonObject("firstError").getString("code"));
    assertTrue(told.getJsonObject("firstError").getString("message").contains("nothing_like_it"), told::toString);
    assertEquals("run.recovered", NotificationReceiver.json(second).getString("event"));
    assertEquals("sha256=" + hmac(target.getString("secret"), first.getHeader("DataChannel-Timestamp") + "." + first.getBodyAsString()),
        first.getHeader("DataChannel-Signature"));
    api.await("notification-targets/" + target.getInt("id") + "/deliveries",
        page -> page.getJsonArray("items").getValuesAs(JsonObject.class).stream().allMatch(one -> one.getString("state").equals("SENT")));
    assertEquals(2, messages(target).size());
    assertEquals(2, receiver.posts().size());
    assertEquals("HTTP 200: ok", messages(target).getFirst().getString("lastAnswer"));
    assertFalse(service.log().text().contains("of-a-secret"));
  }

  /** As another than Java makes it. */
  private String hmac(String secret, String text) throws Exception {
    Path file = Files.writeString(folder.resolve("signed"), text);
    Command openssl = new Command(List.of("openssl", "dgst", "-sha256", "-hmac", secret, "-r", file.toString()), folder,
        Map.of("PATH", Programs.ofService().searchPath()));
    try (Processes processes = new Processes(Programs.ofService())) {
      return processes.run(openssl, Duration.ofMinutes(1)).output().strip().replaceFirst(" .*", "");
    }
  }

  @Test
  void aReportedRunIsToldToSlackAndAgainWhenItWasNotTaken() {
    int project = service.project(service.duckDb(), service.samples().resolve(service.fresh("none")).toUri().toString(), "");
    JsonObject target = target("SLACK", project);
    Api meta = Api.meta(service.service().address(), service.service().newToken("pipeline", Role.SERVICE));
    int run = meta.post("runs", "{\"projectId\": %d, \"status\": \"RUNNING\"}".formatted(project)).id();
    receiver.answer(503, "busy");

    assertEquals(200, meta.patch("runs/" + run + "/status", """
        {"status": "FAILED", "failure": {"code": "RUN_TIMED_OUT", "message": "after <2 h"}}""").status());

    JsonObject waiting = api.await("notification-targets/" + target.getInt("id") + "/deliveries", page ->
        !page.getJsonArray("items").isEmpty() && page.getJsonArray("items").getJsonObject(0).containsKey("lastAnswer"))
        .getJsonArray("items").getJsonObject(0);
    assertEquals("WAITING HTTP 503: busy", waiting.getString("state") + " " + waiting.getString("lastAnswer"));
    assertEquals(1, receiver.posts().size());
    receiver.answer(200, "ok");
    assertEquals(200, api.send("PATCH", "notification-targets/" + target.getInt("id"), "*", "{\"name\": \"mended\"}").status());

    JsonObject told = NotificationReceiver.json(receiver.await(2).getLast());
    assertTrue(told.getString("text").contains("run " + run + " ended FAILED"), told::toString);
    assertTrue(told.toString().contains("after &lt;2 h"), told::toString);
    assertEquals(receiver.posts().getFirst().getHeader("DataChannel-Delivery"), receiver.posts().getLast().getHeader("DataChannel-Delivery"));
    assertFalse(api.get("notification-targets/" + target.getInt("id")).body().contains("of-a-secret"));
    assertFalse(service.log().text().contains("of-a-secret"));
  }

  @Test
  void aTestIsSentAtOnce() {
    JsonObject target = target("WEBHOOK", service.project(service.duckDb(), "https://git.invalid/a.git", ""));

    JsonObject test = api.post("notification-targets/" + target.getInt("id") + "/test", "").json();

    assertTrue(test.getBoolean("delivered"), test::toString);
    assertEquals("test", NotificationReceiver.json(receiver.posts().getFirst()).getString("event"));
    Api.Answer mail = api.post("notification-targets", "{\"name\": \"m\", \"kind\": \"EMAIL\", \"email\": [\"a@b.example\"]}");
    assertEquals("409 MAIL_NOT_CONFIGURED", mail.status() + " " + mail.code());
    Api.Answer inside = api.post("notification-targets", "{\"name\": \"i\", \"kind\": \"WEBHOOK\", \"url\": \"https://169.254.169.254/\"}");
    assertEquals("400 NOTIFICATION_URL_REFUSED", inside.status() + " " + inside.code());
  }
}
