package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb.Reach;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project on a real MariaDB, by dbt-mysql, which is there for dbt-core 1.7 alone. */
class MariaDbSystemTest {
  private static final String WRONG = "wrong-staple-battery";
  private static final String[] PROJECT = {
      "dbt_project.yml", "name: kiosk\nversion: '1.0'\nconfig-version: 2\nprofile: any\nseeds:\n  +schema: null\n",
      "seeds/sales.csv", "id,item,amount\n1,tea,3\n2,cake,5\n3,tea,4\n",
      "models/items.sql", "{{ config(materialized='table') }} select item, sum(amount) as amount from {{ ref('sales') }} group by item",
      "models/best.sql", "select item from {{ ref('items') }} where amount > 5",
      "models/all.yml", "version: 2\nmodels:\n  - name: items\n    columns:\n      - name: item\n        tests: [unique, not_null]\n"};

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  @TempDir private Path folder;

  @Test
  void aProjectIsBuiltAndAWrongPasswordIsTold() throws SQLException {
    ReadyDatabase.in(folder);
    try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder);
        CutConnections way = CutConnections.before(URI.create(server.reach().url().substring("jdbc:".length())), WarehousePorts.next())) {
      Reach reach = server.reach();
      int port = way.address().getPort();
      int warehouse = warehouse(port, reach.user(), reach.password().reveal());
      JsonObject tested = api.tested(warehouse);
      assertEquals("SUCCESSFUL", tested.getString("state"), tested::toString);

      int project = service.project(warehouse, Repository.of(service.samples(), service.fresh("mariadb"), PROJECT).url(),
          ", \"dbtVersion\": \"1.7\"");
      JsonObject refreshed = api.refreshed(project);
      assertEquals("SUCCESSFUL", refreshed.getString("state"), refreshed::toString);
      for (int time = 0; time < 2; time++) {
        int run = service.run(project, "{}");
        assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
      }
      assertEquals("tea", first(reach, "select item from kiosk.best"));
      assertEquals("2", first(reach, "select count(*) from kiosk.items"));

      JsonObject refused = api.tested(warehouse(port, reach.user(), WRONG));
      assertEquals("FAILED", refused.getString("state"), refused::toString);
      JsonObject failure = refused.getJsonObject("failure");
      assertEquals("WAREHOUSE_UNREACHABLE", failure.getString("code"), failure::toString);
      assertTrue(failure.getString("message").contains("It refuses the login"), failure::toString);
      assertFalse(refused.toString().contains(WRONG));
    }
  }

  private int warehouse(int port, String user, String password) {
    return api.post("warehouses", """
        {"name": "maria", "type": "mariadb", "connection": {"server": "127.0.0.1", "port": %d, "username": "%s", "password": "%s",
         "schema": "kiosk", "ssl_disabled": true}}""".formatted(port, user, password)).id();
  }

  private static String first(Reach reach, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(reach.url(), reach.user(), reach.password().reveal());
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
