package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The main job on a real PostgreSQL. */
class PostgresSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  /** Not below target/, since another user than root must reach it. */
  @TempDir(factory = TempDirFactory.Standard.class) private Path folder;

  @Test
  void theSampleProjectIsBuiltOnPostgres() throws IOException {
    try (PostgresServer server = PostgresServer.start(folder)) {
      int project = service.project(
          warehouse(server, PostgresServer.PASSWORD), Repository.shop(service.samples(), service.fresh("pg")).url(), "");

      assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
      int run = service.run(project, "{}");
      JsonObject finished = api.finished(run);

      assertEquals("SUCCESSFUL", finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
      assertEquals(25, finished.getJsonObject("counts").getInt("succeeded"));
      assertEquals(List.of("30"), server.query("select count(*) from analytics.orders"));
      assertEquals(List.of("8"), server.query("select count(*) from analytics.customers"));
    }
  }

  @Test
  @Tag("fault-30")
  void aCancelAndATimeoutLeaveNoQueryOnTheServer() throws IOException {
    try (PostgresServer server = PostgresServer.start(folder)) {
      Repository repository = Repository.of(service.samples(), service.fresh("pg"),
          "dbt_project.yml", "name: slow\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
          "models/endless.sql", "{{ config(materialized='table') }} select pg_sleep(3600)::text as n");
      int project = service.project(warehouse(server, PostgresServer.PASSWORD), repository.url(), "");
      int run = service.run(project, "{}");
      awaitQuery(server, run);

      api.post("runs/" + run + "/cancel", "");

      assertEquals("CANCELLED", api.finished(run).getString("status"));
      assertEquals(List.of("0"), server.query(ENDLESS_QUERIES));

      int late = service.run(project, "{\"timeoutSeconds\": 20}");
      awaitQuery(server, late);
      assertEquals("FAILED", api.finished(late).getString("status"));
      assertEquals("RUN_TIMED_OUT", api.items("runs/" + late + "/errors").getFirst().getString("code"));
      assertEquals(List.of("0"), server.query(ENDLESS_QUERIES));
    }
  }

  private void awaitQuery(PostgresServer server, int run) {
    while (server.query(ENDLESS_QUERIES).equals(List.of("0"))) {
      assertTrue(List.of("QUEUED", "RUNNING").contains(api.get("runs/" + run).json().getString("status")), "it is over before its query began");
      Pause.briefly();
    }
  }

  @Test
  void aWrongPasswordIsAConnectionErrorThatDoesNotShowIt() throws IOException {
    try (PostgresServer server = PostgresServer.start(folder)) {
      int project = service.project(
          warehouse(server, "wrong-staple-battery"), Repository.shop(service.samples(), service.fresh("pg")).url(), "");

      int run = service.run(project, "{}");

      assertEquals("FAILED", api.finished(run).getString("status"));
      JsonObject error = api.items("runs/" + run + "/errors").getFirst();
      assertEquals("WAREHOUSE_CONNECTION", error.getString("type"), error::toString);
      String all = api.get("runs/" + run + "/log").body() + error;
      assertTrue(all.contains("password authentication failed"), all);
      assertFalse(all.contains("wrong-staple-battery"));
    }
  }

  private static final String ENDLESS_QUERIES =
      "select count(*) from pg_stat_activity where query like '%pg_sleep(3600)%' and pid <> pg_backend_pid() and state = 'active'";

  private int warehouse(PostgresServer server, String password) {
    return api.post("warehouses", """
        {"name": "pg", "type": "postgres", "connection": {"host": "127.0.0.1", "port": %d, "user": "%s",
         "password": "%s", "dbname": "shop", "schema": "analytics"}}"""
        .formatted(server.port(), PostgresServer.USER, password)).id();
  }
}
