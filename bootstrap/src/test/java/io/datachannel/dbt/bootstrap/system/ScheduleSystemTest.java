package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules on the real service with real dbt: made due in the table, they become runs by the tick of the service. */
class ScheduleSystemTest {
  private static final String EACH_MINUTE = "{\"kind\": \"CRON\", \"cron\": \"* * * * *\"}";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final ServiceTables tables = new ServiceTables(service.data());

  private int small(Repository repository) {
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
    return project;
  }

  /** Two models that do not depend on each other. */
  private Repository twoModels() {
    return Repository.of(service.samples(), service.fresh("scheduled"),
        "dbt_project.yml", "name: small\nversion: '1.0'\nprofile: datachannel\nmodel-paths: [models]\n",
        "models/a.sql", "select 1 as x", "models/b.sql", "select 2 as x");
  }

  /** Not at the turn of a minute, at which it would fire by itself. */
  private int set(int project, String target, String cadence) {
    while (Integer.parseInt(tables.texts("select second(utc_timestamp())").getFirst()) > 50) {
      Pause.briefly();
    }
    Api.Answer set = api.post("projects/" + project + "/schedules", "{\"target\": " + target + ", \"cadence\": " + cadence + "}");
    assertEquals(201, set.status(), set::body);
    return set.id();
  }

  private String firings(int project, int schedule) {
    return "projects/" + project + "/schedules/" + schedule + "/firings";
  }

  /** As if the last minute had just begun, for all at once, so that one tick sees them; they fire this once. */
  private void due(int project, int... schedules) {
    tables.change("update dc_admin.dbt_project_schedules set handled_until = utc_timestamp(6) - interval 60 second, "
        + "next_fire_at = utc_timestamp(6) where dbt_project_id = ? and status = 'ACTIVE'", project);
    for (int schedule : schedules) {
      api.await(firings(project, schedule), seen -> !seen.getJsonArray("items").isEmpty());
    }
    pauseAll(project, schedules);
  }

  /** Its only firing, once the run is over. */
  private JsonObject fired(int project, int schedule) {
    JsonObject all = api.await(firings(project, schedule),
        seen -> seen.getJsonArray("items").getValuesAs(JsonObject.class).stream().anyMatch(firing -> firing.containsKey("result")));
    assertEquals(1, all.getJsonArray("items").size(), all::toString);
    return all.getJsonArray("items").getJsonObject(0);
  }

  private void pauseAll(int project, int... schedules) {
    for (int schedule : schedules) {
      assertEquals(200, api.post("projects/" + project + "/schedules/" + schedule + "/pause", "").status());
    }
  }

  @Test
  void schedulesThatFallDueTogetherAreOneRunAndEachHasItsOwnOutcome() {
    int project = small(twoModels());
    int a = set(project, "{\"kind\": \"MODELS\", \"models\": [\"a\"]}", EACH_MINUTE);
    int b = set(project, "{\"kind\": \"MODELS\", \"models\": [\"b\"]}", EACH_MINUTE);
    due(project, a, b);

    JsonObject firingOfA = fired(project, a);
    JsonObject firingOfB = fired(project, b);

    assertEquals(firingOfA.getInt("runId"), firingOfB.getInt("runId"), "one invocation of dbt");
    assertEquals("SUCCESSFUL 1", firingOfA.getString("result") + " " + firingOfA.getJsonObject("counts").getInt("succeeded"));
    JsonObject run = api.get("runs/" + firingOfA.getInt("runId")).json();
    assertEquals("SCHEDULED Selected Models [\"model.small.a\",\"model.small.b\"]",
        run.getString("type") + " " + run.getString("modelType") + " " + run.getJsonArray("models"));
    assertEquals(2, api.items("runs/" + firingOfA.getInt("runId") + "/firings").stream()
        .filter(firing -> firing.getString("outcome").equals("QUEUED")).count());
  }

  @Test
  void theProjectsScheduleLeavesOutWhatAnotherGoverns() {
    int project = small(twoModels());
    int all = set(project, "{\"kind\": \"ALL_MODELS\"}", EACH_MINUTE);
    int taken = set(project, "{\"kind\": \"MODELS\", \"models\": [\"a\"]}", EACH_MINUTE);
    pauseAll(project, taken);
    due(project, all);

    JsonObject firing = fired(project, all);

    int run = firing.getInt("runId");
    assertEquals("[\"model.small.a\"]", api.get("runs/" + run).json().getJsonArray("excludedModels").toString());
    assertEquals(List.of("model.small.b"), api.items("runs/" + run + "/models").stream().map(node -> node.getString("uniqueId")).toList());
  }

  @Test
  void aModelThatIsGoneSinceTheRefreshMakesTheRunPartialAtBest() {
    Repository repository = twoModels();
    int project = small(repository);
    int schedule = set(project, "{\"kind\": \"MODELS\", \"models\": [\"a\", \"b\"]}", EACH_MINUTE);
    repository.commit("models/b.sql", "{{ config(enabled=false) }} select 2 as x");
    due(project, schedule);

    JsonObject firing = fired(project, schedule);

    assertEquals("PARTIAL SUCCESS", firing.getString("result"));
    JsonObject error = api.items("runs/" + firing.getInt("runId") + "/errors").getFirst();
    assertEquals("MODEL_MISSING model.small.b", error.getString("code") + " " + error.getString("uniqueId"));
    assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
    assertTrue(api.get("projects/" + project + "/schedules/" + schedule).json().getString("warning").contains("model.small.b"));
  }

  @Test
  void aCollectionThatHasFiredIsDeletedWithItsScheduleAndItsModelsGoBack() {
    int project = small(twoModels());
    int collection = api.post("projects/" + project + "/collections", "{\"name\": \"marts\", \"models\": [\"a\"]}").id();
    String path = "projects/" + project + "/collections/" + collection;
    int all = set(project, "{\"kind\": \"ALL_MODELS\"}", "{\"kind\": \"DAILY\", \"time\": \"02:30\"}");
    int own = set(project, "{\"kind\": \"COLLECTION\", \"collectionId\": " + collection + "}", EACH_MINUTE);
    pauseAll(project, all);
    due(project, own);
    fired(project, own);

    assertEquals(409, api.send("DELETE", path, "*", "").status());
    Api.Answer preview = api.send("DELETE", path + "?withSchedules=true&dryRun=true", "*", "");
    assertEquals(List.of("model.small.a " + own + " " + all, "model.small.b " + all + " " + all),
        preview.json().getJsonArray("models").getValuesAs(JsonObject.class).stream().map(row -> row.getString("uniqueId") + " "
            + row.getJsonObject("before").getInt("scheduleId") + " " + row.getJsonObject("after").getInt("scheduleId")).toList());
    assertEquals(204, api.send("DELETE", path + "?withSchedules=true", "*", "").status());

    assertEquals(404, api.get(path).status());
    assertEquals(404, api.get("projects/" + project + "/schedules/" + own).status());
    assertEquals(200, api.get("projects/" + project + "/schedules/" + all).status());
  }

  @Test
  void aScheduleFiresAfterItsPipelines() {
    int project = small(twoModels());
    long pipeline = tables.insert("insert into dc_admin.pipelines (account_id, data_warehouse_id, name) values (1, ?, 'orders')",
        api.get("projects/" + project).json().getInt("warehouseId"));
    int schedule = set(project, "{\"kind\": \"ALL_MODELS\"}", "{\"kind\": \"AFTER_PIPELINES\", \"pipelines\": [" + pipeline + "]}");
    assertFalse(api.get("projects/" + project + "/schedules/" + schedule).json().containsKey("nextFiring"));

    Api meta = Api.meta(service.service().address(), service.service().newToken("loader", Role.SERVICE));
    assertEquals(201, meta.post("pipelines/" + pipeline + "/loaded", "{}").status());

    JsonObject firing = fired(project, schedule);
    assertEquals("QUEUED SUCCESSFUL 2", firing.getString("outcome") + " " + firing.getString("result") + " "
        + firing.getJsonObject("counts").getInt("succeeded"));
  }
}
