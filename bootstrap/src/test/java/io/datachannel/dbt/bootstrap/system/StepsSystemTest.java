package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs of several calls of dbt on the real service with the real dbt. */
class StepsSystemTest {
  private static final String THREE = "\"steps\": [{\"command\": \"seed\"}, {\"command\": \"run\", \"fullRefresh\": true}, {\"command\": \"test\"}]";
  private static final String GOOD = "{{ config(materialized='table') }} select id from {{ source('landed', 'raw') }}";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final ServiceTables tables = new ServiceTables(service.data());

  /** The seed is the table of the source, too, and its data is old. */
  private final Repository repository = Repository.of(service.samples(), service.fresh("steps"),
      "dbt_project.yml", "name: shop\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
      "models/schema.yml", """
          sources:
            - name: landed
              schema: main
              tables:
                - {name: raw, config: {loaded_at_field: loaded_at, freshness: {warn_after: {count: 1, period: hour}}}}
          models:
            - name: orders
              columns: [{name: id, data_tests: [not_null, unique]}]
          """,
      "seeds/raw.csv", "id,loaded_at\n1,2001-01-01 10:00:00\n2,2001-01-01 11:00:00\n",
      "models/orders.sql", GOOD, "models/other.sql", "select id from {{ ref('orders') }}");

  private static String steps(JsonObject run) {
    return run.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .map(step -> step.getString("command") + " " + step.getString("state")).collect(Collectors.joining(", "));
  }

  private List<String> results(JsonObject run, String name) {
    return api.get("runs/" + run.getInt("id") + "/artifacts/" + name).json().getJsonArray("results").getValuesAs(JsonObject.class).stream()
        .map(result -> result.getString("unique_id").split("\\.")[2]).sorted().toList();
  }

  @Test
  void seedRunAndTestAreOneRunWithTheResultsOfEach() {
    int project = service.project(repository);

    JsonObject run = api.finished(service.run(project, "{" + THREE + "}"));

    int id = run.getInt("id");
    assertEquals("SUCCESSFUL", run.getString("status"), () -> api.get("runs/" + id + "/log").body());
    assertEquals("seed SUCCEEDED, run SUCCEEDED, test SUCCEEDED", steps(run));
    assertEquals(5, run.getJsonObject("counts").getInt("succeeded"));
    assertTrue(run.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .allMatch(step -> step.containsKey("startedAt") && step.containsKey("tookMs")), run::toString);
    assertEquals(1, run.getJsonArray("timeline").getValuesAs(JsonObject.class).stream()
        .filter(span -> span.getString("step").equals("DBT")).count());
    assertEquals(List.of("raw"), results(run, "run_results.1.json"));
    assertEquals(List.of("orders", "other"), results(run, "run_results.2.json"));
    assertEquals(List.of("not_null_orders_id", "unique_orders_id"), results(run, "run_results.json"));
    assertEquals(404, api.get("runs/" + id + "/artifacts/run_results.4.json").status());
    assertEquals(200, api.get("runs/" + id + "/artifacts/manifest.json").status());
    assertTrue(api.get("runs/" + id + "/log").body().contains("DBT 2 of 3: run --full-refresh"));
    assertEquals(6, api.events(id, 0).stream().filter("event: dbt-step"::equals).count());
  }

  @Test
  void aFailingSecondStepEndsTheRunAndItsRetryGoesOnFromThere() {
    repository.commit("models/orders.sql", "select id, no_such_column from {{ source('landed', 'raw') }}", "models/alone.sql", "select 1 as id");
    int project = service.project(repository);

    JsonObject first = api.finished(service.run(project, "{" + THREE + "}"));

    assertEquals("PARTIAL SUCCESS", first.getString("status"), first::toString);
    assertEquals("seed SUCCEEDED, run FAILED, test NOT_RUN", steps(first));
    assertEquals("2 1 1", first.getJsonObject("counts").getInt("succeeded") + " " + first.getJsonObject("counts").getInt("failed")
        + " " + first.getJsonObject("counts").getInt("skipped"));
    String error = api.items("runs/" + first.getInt("id") + "/errors").getFirst().getString("message");
    assertTrue(error.startsWith("Step 2 of 3 (run): orders: "), error);

    repository.commit("models/orders.sql", GOOD);
    JsonObject again = api.finished(api.post("runs/" + first.getInt("id") + "/retry", "").id());

    assertEquals("SUCCESSFUL", again.getString("status"), () -> api.get("runs/" + again.getInt("id") + "/log").body());
    assertEquals("run SUCCEEDED, test SUCCEEDED", steps(again));
    assertEquals("[\"model.shop.orders\",\"model.shop.other\"]",
        again.getJsonArray("steps").getJsonObject(0).getJsonArray("models").toString());
    assertEquals(List.of("orders", "other"), results(again, "run_results.1.json"));
    assertEquals(List.of("not_null_orders_id", "unique_orders_id"), results(again, "run_results.2.json"));
  }

  @Test
  void aCancelInTheSecondStepKeepsTheThirdFromBeginning() {
    repository.commit("models/orders.sql", "{{ config(materialized='table') }} " + StoppedRunSystemTest.ENDLESS, "models/schema.yml", "models: []\n");
    int run = service.run(service.project(repository), "{" + THREE + "}");
    StoppedRunSystemTest.awaitBegun(api, run);
    assertEquals("seed SUCCEEDED, run RUNNING, test WAITING",
        steps(api.await("runs/" + run, seen -> steps(seen).contains("run RUNNING"))));

    assertEquals(202, api.post("runs/" + run + "/cancel", "").status());

    JsonObject ended = api.finished(run);
    assertEquals("CANCELLED", ended.getString("status"));
    assertEquals("seed SUCCEEDED, run CANCELLED, test NOT_RUN", steps(ended));
  }

  @Test
  void theStepsOfTheProjectAreThoseOfItsRunsAndWarningsOfFreshnessDoNotEndThem() {
    int project = service.project(repository);
    String steps = "{\"steps\": [{\"command\": \"seed\"}, {\"command\": \"source freshness\"}, {\"command\": \"run\"}]}";
    assertEquals(200, api.send("PATCH", "projects/" + project, "*", steps).status());

    JsonObject all = api.finished(service.run(project, "{}"));
    assertEquals("seed SUCCEEDED, source freshness SUCCEEDED, run SUCCEEDED", steps(all), () -> api.get("runs/" + all.getInt("id") + "/log").body());
    assertEquals("SUCCESSFUL 1", all.getString("status") + " " + all.getJsonObject("counts").getInt("warned"));
    assertEquals(200, api.get("runs/" + all.getInt("id") + "/artifacts/sources.json").status());

    JsonObject one = api.finished(service.run(project, "{\"models\": [\"other\"]}"));
    assertEquals("SUCCESSFUL 1 1", one.getString("status") + " " + one.getJsonObject("counts").getInt("succeeded") + " "
        + one.getJsonObject("counts").getInt("warned"), () -> api.get("runs/" + one.getInt("id") + "/log").body());
    assertEquals("test", api.finished(service.run(project, "{\"command\": \"test\"}")).getString("command"));
  }

  @Test
  void aScheduleWithStepsFiresThemAll() {
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
    while (Integer.parseInt(tables.texts("select second(utc_timestamp())").getFirst()) > 50) {
      Pause.briefly();
    }
    Api.Answer set = api.post("projects/" + project + "/schedules", "{\"target\": {\"kind\": \"ALL_MODELS\"}, "
        + "\"cadence\": {\"kind\": \"CRON\", \"cron\": \"* * * * *\"}, " + THREE + "}");
    assertEquals(201, set.status(), set::body);
    tables.change("update dc_admin.dbt_project_schedules set handled_until = utc_timestamp(6) - interval 60 second, "
        + "next_fire_at = utc_timestamp(6) where dbt_project_id = ?", project);
    String schedule = "projects/" + project + "/schedules/" + set.id();
    JsonObject firing = api.await(schedule + "/firings", seen -> !seen.getJsonArray("items").isEmpty()).getJsonArray("items").getJsonObject(0);
    assertEquals(200, api.post(schedule + "/pause", "").status());

    JsonObject run = api.finished(firing.getInt("runId"));

    assertEquals("SCHEDULED SUCCESSFUL", run.getString("type") + " " + run.getString("status"));
    assertEquals("seed SUCCEEDED, run SUCCEEDED, test SUCCEEDED", steps(run));
  }
}
