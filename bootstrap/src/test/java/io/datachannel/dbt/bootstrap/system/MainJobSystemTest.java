package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Configure, refresh, run, log: on the real composition root with real git, uv, dbt, MariaDB and DuckDB. */
class MainJobSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void theWholeFlowFromWarehouseToLog() {
    Repository repository = Repository.shop(service.samples(), service.fresh("flow"));
    int project = service.project(repository);

    JsonObject refresh = api.refreshed(project);
    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    assertEquals(6, api.items("projects/" + project + "/models?resourceType=model").size());

    int run = service.run(project, "{}");
    JsonObject finished = api.finished(run);

    assertEquals("SUCCESSFUL", finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
    assertEquals(25, finished.getJsonObject("counts").getInt("succeeded"));
    assertEquals(40, finished.getString("commit").length());
    assertEquals(refresh.getString("commit"), finished.getString("commit"));
    List<JsonObject> nodes = api.items("runs/" + run + "/models");
    assertEquals(6, nodes.stream().filter(node -> node.getString("resourceType").equals("model")).count());
    assertEquals(16, nodes.stream().filter(node -> node.getString("resourceType").equals("test")).count());
    assertEquals(List.of(), api.items("runs/" + run + "/errors"));
    String log = api.get("runs/" + run + "/log").body();
    assertTrue(log.contains("OK created sql table model main.orders"), log);
    assertTrue(api.get("runs/" + run + "/artifacts/run_results.json").json().containsKey("results"));
    assertTrue(api.get("runs/" + run + "/artifacts/manifest.json").json().containsKey("nodes"));
  }

  @Test
  void eventsComeInOrderAndResumeBehindTheLastOneSeen() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("events")));
    int run = service.run(project, "{}");

    List<String> all = ids(api.events(run, 0));
    List<String> rest = ids(api.events(run, 10));

    assertEquals("1", all.getFirst());
    assertEquals(all.size(), Integer.parseInt(all.getLast()));
    assertEquals(all.subList(10, all.size()), rest);
  }

  @Test
  void theSecondRunSeesTheNewCommitAndReusesTheEnvironment() {
    Repository repository = Repository.shop(service.samples(), service.fresh("moving"));
    int project = service.project(repository);
    JsonObject first = api.finished(service.run(project, "{}"));
    repository.commit("models/marts/order_count.sql", "select count(*) as n from {{ ref('orders') }}");

    int run = service.run(project, "{\"models\": [\"order_count\"]}");
    JsonObject second = api.finished(run);

    assertEquals("SUCCESSFUL", second.getString("status"), () -> api.get("runs/" + run + "/log").body());
    assertTrue(!first.getString("commit").equals(second.getString("commit")));
    assertEquals(first.getString("environmentFingerprint"), second.getString("environmentFingerprint"));
    assertEquals(1, second.getJsonObject("counts").getInt("succeeded"));
    assertTrue(api.get("runs/" + run + "/log").body().contains("Reused the environment"));
  }

  private static List<String> ids(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("id:")).map(line -> line.substring(3).strip()).toList();
  }
}
