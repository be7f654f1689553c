package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database dies under a service that lives. */
class DatabaseDeathSystemTest {
  @TempDir private Path folder;

  @Test
  void theDatabaseIsStartedAgainAndTheServiceGoesOn() throws IOException {
    try (ServiceProcess service = ServiceProcess.start("serve", folder.resolve("data"))) {
      Api api = new Api(service.address(), service.token().orElse(new Secret("none")));
      int warehouse = api.post("warehouses", """
          {"name": "duck", "type": "duckdb", "connection": {"path": "kept.duckdb"}}""").id();

      for (int death = 1; death <= 2; death++) {
        long pid = pid();
        ProcessHandle database = ProcessHandle.of(pid).orElseThrow();
        assertTrue(database.destroyForcibly());
        database.onExit().join();

        api.awaitStatus("warehouses/" + warehouse, 200);

        assertNotEquals(pid, pid());
        assertEquals(201, api.post("tokens", "{\"label\": \"after\", \"role\": \"VIEWER\"}").status());
      }
      service.terminate();
      assertEquals(0, ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").contains(folder.toString())).count());
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("data/database/mariadbd.pid")).strip());
  }
}
