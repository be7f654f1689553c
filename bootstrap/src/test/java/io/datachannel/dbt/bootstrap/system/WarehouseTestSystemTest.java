package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Tests of warehouses' connections, by dbt. */
class WarehouseTestSystemTest {
  private static final String WRONG = "wrong-staple-battery";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  /** Not below target/, since another user than root must reach it. */
  @TempDir(factory = TempDirFactory.Standard.class) private Path folder;

  @Test
  void aFileOfItsOwnIsOpened() {
    JsonObject test = api.tested(service.duckDb());

    assertEquals("SUCCESSFUL", test.getString("state"), test::toString);
    assertFalse(test.containsKey("failure"));
  }

  @Test
  void aServerIsOpenedAndAWrongPasswordIsToldAndNotShown() throws IOException {
    int warehouse;
    try (PostgresServer server = PostgresServer.start(folder)) {
      warehouse = postgres(server.port(), PostgresServer.PASSWORD);
      assertEquals("SUCCESSFUL", api.tested(warehouse).getString("state"));

      JsonObject refused = api.tested(postgres(server.port(), WRONG));

      assertTrue(failureOf(refused).contains("password authentication failed"), refused::toString);
      assertFalse((refused + service.log().text()).contains(WRONG));
      assertEquals(List.of(), KeptFiles.holding(service.data(), WRONG));
    }
    JsonObject gone = api.tested(warehouse);
    // Who is asked first is what hands the port on to the sandbox.
    assertTrue(failureOf(gone).contains("closed the connection"), gone::toString);
    assertFalse(gone.toString().contains(PostgresServer.PASSWORD));
  }

  private static String failureOf(JsonObject test) {
    assertEquals("FAILED", test.getString("state"), test::toString);
    assertEquals("WAREHOUSE_UNREACHABLE", test.getJsonObject("failure").getString("code"), test::toString);
    return test.getJsonObject("failure").getString("message");
  }

  private int postgres(int port, String password) {
    return api.post("warehouses", """
        {"name": "pg", "type": "postgres", "connection": {"host": "127.0.0.1", "port": %d, "user": "%s",
         "password": "%s", "dbname": "shop", "schema": "analytics"}}"""
        .formatted(port, PostgresServer.USER, password)).id();
  }
}
