package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The lock of a project's environment, from the first run to an upgrade. */
class EnvironmentSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void eachRunNamesWhatItRanInAndAnUpgradeIsARefresh() {
    int project = service.project(Repository.of(service.samples(), service.fresh("locked"),
        "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: x\n", "models/one.sql", "select 1 as n"));
    assertFalse(api.get("projects/" + project + "/environment").json().containsKey("current"));

    JsonObject first = finished(service.run(project, "{}"));

    JsonObject environment = api.get("runs/" + first.getInt("id") + "/environment").json();
    assertEquals(first.getJsonObject("environmentLock").getString("digest"), environment.getString("lock"));
    assertTrue(environment.getJsonArray("packages").getValuesAs(JsonObject.class).stream().anyMatch(
        one -> one.getString("name").equals("dbt-core") && one.getString("version").equals(first.getString("dbtVersion"))), environment::toString);
    assertEquals(environment, api.get("projects/" + project + "/environment").json().getJsonObject("current"));

    JsonObject refresh = api.post("projects/" + project + "/environment/upgrade", "{}").json();
    JsonObject refreshed = api.await("projects/" + project + "/refreshes/" + refresh.getInt("id"), isOver());
    assertEquals("SUCCESSFUL", refreshed.getString("state"), refreshed::toString);
    JsonObject upgrade = api.get("projects/" + project + "/environment").json().getJsonObject("upgrade");
    assertTrue(upgrade.containsKey("endedAt") && !upgrade.containsKey("failure"), upgrade::toString);

    JsonObject lock = finished(service.run(project, "{}")).getJsonObject("environmentLock");
    assertEquals(environment.getString("lock"), lock.getString("digest"));
    assertEquals(first.getInt("id"), lock.getInt("comparedWithRun"));
    assertTrue(lock.getJsonArray("changes").isEmpty());
  }

  private JsonObject finished(int run) {
    JsonObject finished = api.finished(run);
    assertEquals("SUCCESSFUL", finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
    return finished;
  }

  private static Predicate<JsonObject> isOver() {
    return job -> job.getString("state").equals("SUCCESSFUL") || job.getString("state").equals("FAILED");
  }
}
