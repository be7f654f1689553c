package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.git.SmartHttpGitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command rotate-keys beside the service, which goes on; and secrets that can no longer be opened. */
class KeyRotationSystemTest {
  private static final String TOKEN = "ghp_keykeykeykeykey";

  private final RunningService service = RunningService.get();
  private final ServiceTables tables = new ServiceTables(service.data());
  private final Api api = service.api();
  private final String name = service.fresh("keys");

  @Test
  @Tag("fault-49")
  void theKeysAreExchangedWhileTheServiceGoesOn() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = SmartHttpGitServer.start(service.samples().resolve(name), Optional.of("x-access-token:" + TOKEN))) {
      int credential = credential();
      int project = project(server.url("shop"), credential);
      String before = sealed(credential);
      int run = service.run(project, "{\"command\": \"seed\"}");

      String said = rotate();

      assertTrue(said.matches("(?s).*Key [0-9]+ seals from now on\\..*sealed again: [1-9][0-9]*\\..*"), said);
      assertNotEquals(before, sealed(credential));
      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
      assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
      int sealedAfter = project(server.url("shop"), credential());
      rotate();
      assertEquals("SUCCESSFUL", api.refreshed(sealedAfter).getString("state"));
      assertEquals(List.of(), KeptFiles.holding(service.data(), TOKEN));
    }
  }

  @Test
  @Tag("fault-49")
  void aSecretThatNoKeyOpensIsEnteredAgain() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = SmartHttpGitServer.start(service.samples().resolve(name), Optional.of("x-access-token:" + TOKEN))) {
      int lost = credential();
      int project = project(server.url("shop"), lost);
      tables.change("update dc_admin.dbt_credentials set credential_json = json_set(credential_json, '$.sealedToken', ?) where id = ?",
          sealed(credential()), lost);

      assertEquals(200, api.get("credentials/" + lost).status());
      assertEquals(200, api.get("credentials?limit=200").status());
      int run = service.run(project, "{}");
      assertEquals("FAILED", api.finished(run).getString("status"));
      String error = api.get("runs/" + run + "/errors").body();
      assertTrue(error.contains("SECRET_UNREADABLE") && error.contains("Enter it again"), error);
      Api.Answer tried = api.post("credentials/" + lost + "/test", "{\"repositoryUrl\": \"%s\"}".formatted(server.url("shop")));
      assertEquals("SECRET_UNREADABLE", tried.json().getString("code"), tried::body);
      Api.Answer renamed = api.send("PATCH", "credentials/" + lost, "*", "{\"name\": \"other\"}");
      assertEquals("409 SECRET_UNREADABLE", renamed.status() + " " + renamed.code());
      assertTrue(renamed.body().contains("Enter it again"), renamed::body);
      assertTrue(rotate().contains("that no key opens, to be entered again: "));

      assertEquals(200, api.send("PATCH", "credentials/" + lost, "*", "{\"token\": \"" + TOKEN + "\"}").status());

      assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
      assertTrue(api.get("projects/" + project + "/history").body().contains("credential.token"));
    }
  }

  /** Its row is as it was but for the account, so nothing else keeps it from opening. */
  @Test
  @Tag("fault-49")
  void aSecretWhoseRowIsMovedToAnotherAccountStaysShut() {
    Platform accounts = new Platform(service.data());
    long neighbour = accounts.account(service.fresh("neighbour"));
    Api theirs = new Api(service.service().address(), service.platform().token(neighbour, accounts.user(neighbour, "ann"), "editor", ""));
    int credential = theirs.post("credentials", "{\"name\": \"git\", \"kind\": \"https-token\", \"token\": \"%s\"}".formatted(TOKEN)).id();
    tables.change("update dc_admin.dbt_credentials set account_id = 1 where id = ?", credential);

    Api.Answer tried = api.post("credentials/" + credential + "/test", "{\"repositoryUrl\": \"http://127.0.0.1:1/shop\"}");

    assertEquals("SECRET_UNREADABLE", tried.json().getString("code"), tried::body);
    assertFalse(tried.body().contains(TOKEN));
    tables.change("update dc_admin.dbt_credentials set account_id = ? where id = ?", neighbour, credential);
  }

  @Test
  void aPasswordThatNoKeyOpensIsEnteredAgain() throws IOException {
    int warehouse = api.post("warehouses", """
        {"name": "pg", "type": "postgres", "connection": {"host": "127.0.0.1", "port": 1, "user": "u", "password": "p", "dbname": "d",
         "schema": "s"}}""").id();
    tables.change("update dc_admin.data_warehouses set sealed_secrets_json = json_set(sealed_secrets_json, '$.password', 'AAAA') where id = ?",
        warehouse);

    assertEquals(200, api.get("warehouses/" + warehouse).status());
    assertEquals("SECRET_UNREADABLE", api.tested(warehouse).getJsonObject("failure").getString("code"));
    int run = service.run(service.project(warehouse, Repository.shop(service.samples(), name).url(), ""), "{}");
    assertEquals("FAILED", api.finished(run).getString("status"));
    assertTrue(api.get("runs/" + run + "/errors").body().contains("SECRET_UNREADABLE"));

    assertEquals(200, api.send("PATCH", "warehouses/" + warehouse, "*", "{\"connection\": {\"password\": \"p\"}}").status());

    assertEquals("WAREHOUSE_UNREACHABLE", api.tested(warehouse).getJsonObject("failure").getString("code"));
  }

  @Test
  void aFolderOfNoServiceIsRefusedAndStaysAsItIs(@TempDir Path folder) {
    try (ServiceProcess command = ServiceProcess.start("rotate-keys", folder.resolve("mistyped"))) {
      command.awaitEnd();

      assertTrue(command.output().contains("There is no master key in "), command.output());
      assertFalse(Files.exists(folder.resolve("mistyped")));
    }
  }

  @Test
  void theMasterKeyIsNotInTheDatabaseAndTheOthersAreNotInFiles() throws IOException {
    String kept = tables.texts("select sealed_keyset from dc_admin.dbt_encryption_keys").getFirst();
    assertTrue(kept.contains("encryptedKeyset"), kept);
    String master = Files.readString(service.data().resolve("keys/master.json"));
    String value = master.replaceAll("(?s).*\"value\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    assertNotEquals(master, value);
    assertFalse(tables.all().toString().contains(value));
  }

  private String rotate() {
    try (ServiceProcess command = ServiceProcess.start("rotate-keys", service.data())) {
      command.awaitEnd();
      return command.output();
    }
  }

  private String sealed(int credential) {
    return tables.texts("select json_value(credential_json, '$.sealedToken') from dc_admin.dbt_credentials where id = " + credential).getFirst();
  }

  private int credential() {
    return api.post("credentials", "{\"name\": \"git\", \"kind\": \"https-token\", \"token\": \"%s\"}".formatted(TOKEN)).id();
  }

  private int project(String url, int credential) {
    return service.project(service.duckDb(), url, ", \"credentialId\": " + credential);
  }
}
