package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What a project says of its calls arrives at the real dbt; what a refresh changes is told, and a push brings one. */
class ConfigurationSystemTest {
  private static final String MODEL = """
      {{ config(materialized='table') }} {{ log('the key is ' ~ 'hunter2' ~ 'hunter2', info=True) }}
      select '{{ env_var("DBT_REGION") }}' as region, '{{ var("currency") }}' as currency, {{ var("days") }} as days, '{{ target.name }}' as target
      """;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final Repository repository = Repository.of(service.samples(), service.fresh("configured"),
      "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: any\n", "models/region.sql", MODEL);
  private final int id = service.project(service.duckDb(), repository.url(), """
      , "command": "run", "vars": {"currency": "EUR", "days": 1}, "target": "ci", "schema": "marts\"""");
  private final String project = "projects/" + id;

  private void set(String name, String value) {
    Api.Answer answer = api.send("PUT", project + "/variables/" + name, "*", "{\"value\": \"" + value + "\"}");
    assertEquals(200, answer.status(), answer::body);
  }

  private String compiled() {
    return api.get(project + "/models/model.shop.region").json().getString("compiledSql");
  }

  private JsonObject ran(String demand) {
    int run = service.run(id, demand);
    JsonObject done = api.finished(run);
    assertEquals("SUCCESSFUL", done.getString("status"), () -> api.get("runs/" + run + "/log").body());
    return done;
  }

  private String ranSql(JsonObject run) {
    return api.get("runs/" + run.getInt("id") + "/artifacts/run_results.json").json().getJsonArray("results").getJsonObject(0)
        .getString("compiled_code");
  }

  @Test
  void dbtIsCalledAsTheProjectSays() {
    set("DBT_REGION", "eu");
    set("DBT_ENV_SECRET_KEY", "hunter2hunter2");

    JsonObject refresh = api.refreshed(id);
    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    assertFalse(refresh.containsKey("failure"), refresh::toString);
    assertTrue(compiled().contains("'eu' as region, 'EUR' as currency, 1 as days, 'ci' as target"), this::compiled);

    JsonObject run = ran("{\"vars\": {\"days\": 7}}");
    String log = api.get("runs/" + run.getInt("id") + "/log").body();
    assertEquals("run", run.getString("command"));
    assertTrue(ranSql(run).contains("'eu' as region, 'EUR' as currency, 7 as days, 'ci' as target"), () -> ranSql(run));
    assertTrue(log.contains("marts.region"), log);
    assertTrue(log.contains("the key is ***"), log);
    assertFalse(log.contains("hunter2hunter2"), log);

    set("DBT_REGION", "us");
    JsonObject next = ran("{}");
    assertTrue(ranSql(next).contains("'us' as region, 'EUR' as currency, 1 as days"), () -> ranSql(next));

    assertEquals(200, api.send("DELETE", project + "/variables/DBT_REGION", "*", "").status());
    assertEquals("FAILED", api.finished(service.run(id, "{}")).getString("status"));
    assertFalse(service.log().text().contains("hunter2hunter2"));
  }

  @Test
  void aRefreshTellsWhatItChangesAndAFailedOneKeepsTheList() throws Exception {
    set("DBT_REGION", "eu");
    api.refreshed(id);
    assertEquals("model.shop.region", api.items(project + "/models").getFirst().getString("uniqueId"));
    int schedule = api.post(project + "/schedules", """
        {"target": {"kind": "MODELS", "models": ["region"]}, "cadence": {"kind": "DAILY", "time": "02:30"}}""").id();
    JsonObject webhook = api.post(project + "/webhook", "").json();

    repository.commit("models/broken.sql", "{{ ref('nothing') }}");
    JsonObject failed = api.refreshed(id);
    assertEquals("FAILED", failed.getString("state"), failed::toString);
    JsonObject kept = api.get(project + "/models").json();
    assertEquals(1, kept.getJsonArray("items").size());
    assertEquals("PARSE_FAILED", kept.getJsonObject("failedSince").getString("code"));
    assertEquals(failed.getString("commit"), kept.getJsonObject("failedSince").getString("commit"));

    repository.commit("models/broken.sql", "select 1 as id", "models/region.sql", "{{ config(enabled=false) }} select 1");
    assertEquals(202, push(webhook));
    JsonObject mended = api.await(project + "/models",
        page -> !page.containsKey("failedSince") && page.getJsonObject("listed").containsKey("at"));
    JsonObject refresh = api.get(project + "/refreshes/" + mended.getJsonObject("listed").getInt("refreshId")).json();
    assertEquals("WEBHOOK", refresh.getString("cause"));
    JsonObject changes = refresh.getJsonObject("changes");
    assertEquals("[\"model.shop.broken\"]", changes.getJsonObject("added").getJsonArray("names").toString(), changes::toString);
    assertEquals("[\"model.shop.region\"]", changes.getJsonObject("removed").getJsonArray("names").toString());
    assertEquals(schedule, changes.getJsonArray("schedules").getJsonObject(0).getInt("id"));
    assertEquals(1, changes.getJsonArray("schedules").getJsonObject(0).getJsonObject("lost").getInt("count"));
  }

  /** As GitLab does it. */
  private static int push(JsonObject webhook) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(webhook.getString("gitlab")))
        .header("X-Gitlab-Event", "Push Hook").header("X-Gitlab-Token", webhook.getString("secret"))
        .POST(BodyPublishers.ofString("{\"object_kind\":\"push\",\"ref\":\"refs/heads/main\",\"after\":\"c0ffee\"}")).build(),
        BodyHandlers.discarding()).statusCode();
  }
}
