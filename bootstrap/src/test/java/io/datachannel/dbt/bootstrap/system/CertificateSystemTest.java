package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Logins by a private key, which the adapter reads from a file that only the run sees, on a real PostgreSQL with TLS. */
class CertificateSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  /** Not below target/, since another user than root must reach it. */
  @TempDir(factory = TempDirFactory.Standard.class) private Path folder;

  @Test
  void aKeyOpensAWarehouseAndIsNowhereAfterTheRun() throws IOException {
    Certificates certificates = new Certificates(Files.createDirectory(folder.resolve("certificates")))
        .signed("server", "127.0.0.1").signed("client", PostgresServer.CERTIFIED).signed("stranger", "stranger");
    try (PostgresServer server = PostgresServer.start(Files.createDirectory(folder.resolve("postgres")), certificates)) {
      int warehouse = warehouse(server, certificates, "client");
      JsonObject tested = api.tested(warehouse);
      assertEquals("SUCCESSFUL", tested.getString("state"), tested::toString);

      int project = service.project(warehouse, Repository.shop(service.samples(), service.fresh("tls")).url(), "");
      assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
      int run = service.run(project, "{}");
      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
      assertEquals(List.of("30"), server.query("select count(*) from analytics.orders"));

      JsonObject refused = api.tested(warehouse(server, certificates, "stranger"));
      assertEquals("WAREHOUSE_UNREACHABLE", refused.getJsonObject("failure").getString("code"), refused::toString);
      assertTrue(refused.getJsonObject("failure").getString("message").contains("certificate authentication failed"), refused::toString);
    }
    String line = certificates.text("client.key").lines().skip(1).findFirst().orElseThrow();
    assertFalse(service.log().text().contains(line));
    awaitNoFileWith(line);
  }

  /** A run's folder goes behind its end. */
  private void awaitNoFileWith(String line) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!KeptFiles.holding(service.data(), line).isEmpty() && System.nanoTime() < end) {
      Pause.briefly();
    }
    assertEquals(List.of(), KeptFiles.holding(service.data(), line));
  }

  private int warehouse(PostgresServer server, Certificates certificates, String login) {
    return api.post("warehouses", Json.createObjectBuilder().add("name", "pg").add("type", "postgres")
        .add("connection", Json.createObjectBuilder().add("method", "certificate").add("host", "127.0.0.1").add("port", server.port())
            .add("user", PostgresServer.CERTIFIED).add("dbname", "shop").add("schema", "analytics").add("sslmode", "verify-ca")
            .add("sslrootcert", certificates.text("ca.crt")).add("sslcert", certificates.text(login + ".crt"))
            .add("sslkey", certificates.text(login + ".key")))
        .build().toString()).id();
  }
}
