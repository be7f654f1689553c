package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that looks at its branches each second. */
class MovedBranchSystemTest {
  @TempDir private Path folder;

  @Test
  void aBranchThatMovesIsRefreshedByItself() {
    Repository repository = Repository.of(folder.resolve("git"), "moving",
        "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: any\n", "models/first.sql", "select 1 as id");
    try (ServiceProcess service = ServiceProcess.start("serve", folder.resolve("data"), "--git.local-folders",
        folder.resolve("git").toString(), "--uv", SharedUv.program().toString(), "--drain-seconds", "1", "--git.look-seconds", "1")) {
      Api api = new Api(service.address(), service.token().orElseThrow());
      int warehouse = api.post("warehouses", """
          {"name": "duck", "type": "duckdb", "connection": {"path": "shop.duckdb"}}""").id();
      int project = api.post("projects", """
          {"name": "shop", "warehouseId": %d, "repositoryUrl": "%s", "branch": "main"}""".formatted(warehouse, repository.url())).id();
      assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));

      repository.commit("models/second.sql", "select 2 as id");

      JsonObject page = api.await("projects/" + project + "/models",
          seen -> seen.getJsonArray("items").size() == 2 && seen.getJsonObject("listed").containsKey("at"));
      JsonObject refresh = api.get("projects/" + project + "/refreshes/" + page.getJsonObject("listed").getInt("refreshId")).json();
      assertEquals("POLL", refresh.getString("cause"));
      assertEquals("[\"model.shop.second\"]", refresh.getJsonObject("changes").getJsonObject("added").getJsonArray("names").toString());
      service.terminate();
    }
  }
}
