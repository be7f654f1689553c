package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a project that is deleted, and of one that is purged. */
class ProjectEndSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void aPurgedProjectLeavesNoRowAndNoFile() throws IOException {
    int project = service.project(Repository.shop(service.samples(), service.fresh("purged")));
    int run = service.run(project, "{\"command\": \"seed\"}");
    assertEquals("SUCCESSFUL", api.finished(run).getString("status"));
    JsonObject before = api.get("projects/" + project).json();
    String uuid = before.getString("uuid");
    assertTrue(leftOf(uuid, run).size() >= 3, () -> "environment, checkouts and files of the run: " + leftOf(uuid, run));

    assertEquals(202, api.send("DELETE", "projects/" + project + "?purge=true", "*", "").status());
    api.awaitStatus("projects/" + project, 404);

    assertEquals(404, api.get("runs/" + run).status());
    assertEquals(List.of(), leftOf(uuid, run));
    assertEquals(204, api.send("DELETE", "warehouses/" + before.getInt("warehouseId"), "*", "").status(), "nothing uses it any more");
  }

  @Test
  void deletingStopsTheRunThatIsUnderWay() {
    Repository slow = Repository.of(service.samples(), service.fresh("slow"),
        "dbt_project.yml", "name: slow\nversion: '1.0'\nprofile: datachannel\nmodel-paths: [models]\n",
        "models/one.sql", "select count(*) as n from range(200000000000) t(i), range(1000) u(j)");
    int project = service.project(slow);
    int run = service.run(project, "{}");
    api.await("runs/" + run, seen -> seen.getString("status").equals("RUNNING"));

    assertEquals("DELETED", api.send("DELETE", "projects/" + project, "\"1\"", "").json().getString("status"));

    assertEquals("CANCELLED", api.finished(run).getString("status"));
    assertEquals("PROJECT_NOT_ACTIVE", api.post("projects/" + project + "/runs", "{}").code());
    assertTrue(api.get("runs/" + run + "/log").status() == 200);
  }

  /** The files and folders of the data folder that bear the project's or the run's name. */
  private List<Path> leftOf(String uuid, int run) {
    return LiveFolder.below(service.data(), 6).stream().filter(file -> file.getFileName().toString().endsWith(uuid)
        || file.endsWith(Path.of("runs", Integer.toString(run)))).toList();
  }
}
