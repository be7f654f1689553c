package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing and deleting what is configured. */
class ChangesTest {
  private static final String POSTGRES = """
      {"name": "shop", "type": "postgres", "connection": {"host": "db.example", "user": "dbt",
       "password": "correct-horse", "dbname": "shop", "schema": "main"}}""";

  private final Client client = new Client();

  private String postgres() {
    return "warehouses/" + client.post("warehouses", POSTGRES).json().getInt("id");
  }

  private String token() {
    return "credentials/" + client.post("credentials", """
        {"name": "hub", "kind": "https-token", "userName": "me", "token": "ghp_one"}""").json().getInt("id");
  }

  private Warehouse kept(String path) {
    return client.rows.warehouses.find(client.account(), new WarehouseId(Long.parseLong(path.split("/")[1]))).orElseThrow();
  }

  @Test
  void whatIsReadHasATagAndWhatIsChangedANewOne() {
    String path = postgres();
    assertEquals("\"1\"", client.get(path).header("ETag"));

    Client.Answer changed = client.change("PATCH", path, "\"1\"", "{'name': 'marts', 'connection': {'port': 5433}}");

    assertEquals("404 NOT_FOUND", new Client().change("PATCH", path, "*", "{}").problem());
    assertEquals("400 FIELD_MISSING connection.password", changed.problem(), "the address changes");
    changed = client.change("PATCH", path, "\"1\"", "{'name': 'marts', 'connection': {'schema': 'x'}}");
    assertEquals(200, changed.status(), changed::body);
    assertEquals("\"2\"", changed.header("ETag"));
    assertEquals("marts x", changed.json().getString("name") + " " + changed.json().getJsonObject("connection").getString("schema"));
    assertEquals("correct-horse", kept(path).connection().secret().get("password").reveal());
    assertEquals(changed.json(), client.get(path).json());
  }

  @Test
  void aSecretGoesToANewAddressOnlyWhenItIsGivenAgain() {
    String path = postgres();

    assertEquals("400 FIELD_MISSING connection.password",
        client.change("PATCH", path, "*", "{'connection': {'host': 'evil.example'}}").problem());
    assertEquals(200, client.change("PATCH", path, "*", "{'connection': {'host': 'new.example', 'password': 'p2'}}").status());
    assertEquals("p2", kept(path).connection().secret().get("password").reveal());
  }

  @Test
  void aPutReplacesAllButTheSecretsThatAreLeftOut() {
    String path = postgres();

    Client.Answer put = client.change("PUT", path, "\"1\"", POSTGRES.replace("\"password\": \"correct-horse\", ", "").replace("dbt", "me"));

    assertEquals(200, put.status(), put::body);
    assertEquals("me", put.json().getJsonObject("connection").getString("user"));
    assertEquals("correct-horse", kept(path).connection().secret().get("password").reveal());
    assertEquals(200, client.change("PUT", path, "\"2\"", "{'name': 'd', 'type': 'duckdb', 'connection': {'path': 'a'}}").status());
    assertTrue(kept(path).connection().secret().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"1\"", "\"x\"", "1", "\"2\", \"3\""})
  void aChangeOfAnotherRevisionIsLost(String tag) {
    for (String path : List.of(postgres(), token(), "projects/" + client.project())) {
      assertEquals("412 PRECONDITION_FAILED", client.change("PATCH", path, tag, "{'name': 'x'}").problem());
      assertEquals("412 PRECONDITION_FAILED", client.delete(path, tag).problem());
      assertEquals("\"1\"", client.get(path).header("ETag"));
    }
  }

  @Test
  void aChangeSaysWhatItHasSeen() {
    for (String path : List.of(postgres(), token(), "projects/" + client.project())) {
      assertEquals("428 PRECONDITION_REQUIRED", client.send(client.request(path).DELETE()).problem());
      assertEquals(200, client.change("PATCH", path, "\"7\", \"1\"", "{}").status(), "one of a list");
    }
  }

  @Test
  void aCredentialKeepsItsTokenUnlessANewOneIsGiven() {
    String path = token();

    assertEquals("you", client.change("PATCH", path, "\"1\"", "{'userName': 'you'}").json().getString("userName"));
    assertEquals(200, client.change("PUT", path, "\"2\"", "{'name': 'h', 'kind': 'https-token', 'token': 'ghp_two'}").status());
    assertEquals("public", client.change("PATCH", path, "\"3\"", "{'kind': 'public'}").json().getString("kind"));
    assertEquals("400 FIELD_MISSING token", client.change("PATCH", path, "\"4\"", "{'kind': 'https-token'}").problem());
  }

  @Test
  void aPatchOfAProjectChangesWhatItNamesAndNullTakesAway() {
    String path = "projects/" + client.project();

    client.change("PATCH", path, "*", "{'packagesPath': 'requirements.txt', 'threads': 8, 'projectPath': 'dbt'}");
    Client.Answer changed = client.change("PATCH", path, "*", "{'packagesPath': null, 'threads': null, 'branch': 'next'}");

    JsonObject project = changed.json();
    assertEquals("next", project.getString("branch"));
    assertEquals("dbt", project.getString("projectPath"));
    assertEquals(4, project.getInt("threads"));
    assertFalse(project.containsKey("packagesPath"));
    assertEquals("400 FIELD_UNKNOWN status", client.change("PATCH", path, "*", "{'status': 'ACTIVE'}").problem());
    assertEquals("400 FIELD_MISSING name", client.change("PATCH", path, "*", "{'name': null}").problem());
    assertEquals("400 FIELD_INVALID warehouseId", client.change("PATCH", path, "*", "{'warehouseId': 999999}").problem());
  }

  @Test
  void theHistoryTellsWhatWasChangedAndNoSecret() {
    String warehouse = postgres();
    int project = client.post("projects", """
        {"name": "a", "warehouseId": %s, "repositoryUrl": "https://git.example/a.git", "branch": "main"}"""
        .formatted(warehouse.split("/")[1])).json().getInt("id");

    client.change("PATCH", "projects/" + project, "*", "{'name': 'b', 'threads': 9}");
    client.change("PATCH", warehouse, "*", "{'connection': {'password': 'next-horse', 'schema': 's2'}}");
    client.post("projects/" + project + "/pause");

    Client.Answer history = client.get("projects/" + project + "/history");
    assertEquals(List.of("status ACTIVE PAUSED", "warehouse.password null changed", "warehouse.schema main s2",
        "threads 4 9", "name a b"), history.items().stream().map(row -> row.getString("property") + " "
            + row.getString("before", "null") + " " + row.getString("after")).toList());
    assertEquals(7, history.items().getFirst().getInt("userId"));
    assertFalse(history.body().contains("horse"));
    assertEquals("404 NOT_FOUND", new Client().get("projects/" + project + "/history").problem());
  }

  @Test
  void theHistoryOfTheAccountTellsOfAllItsProjects() {
    long first = client.project();
    long second = client.project();
    client.change("PATCH", "projects/" + first, "*", "{'name': 'store', 'threads': 9}");
    client.change("PATCH", "projects/" + second, "*", "{'threads': 9}");
    client.delete("projects/" + second, "*");

    JsonObject page = client.get("history?limit=3").json();
    assertEquals(List.of(second + " shop status", second + " shop threads", first + " store threads"),
        page.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(row -> row.getInt("projectId") + " "
            + row.getString("projectName") + " " + row.getString("property")).toList());
    JsonObject oldest = client.get("history?limit=3&after=" + page.getInt("next")).items().getFirst();
    assertEquals(List.of("shop", "store", "name"), List.of(oldest.getString("before"), oldest.getString("after"), oldest.getString("property")));
    assertEquals(7, oldest.getInt("userId"));
    assertEquals(List.of(), new Client().get("history").items());
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    long project = client.project();
    JsonObject used = client.get("projects/" + project).json();
    for (String path : List.of("warehouses/" + used.getInt("warehouseId"), "credentials/" + used.getInt("credentialId"))) {
      Client.Answer refused = client.delete(path, "*");
      assertEquals("409 IN_USE", refused.problem());
      assertTrue(refused.detail().contains("project " + project + " 'shop'"), refused::detail);
    }
    String free = postgres();
    assertEquals(204, client.delete(free, "\"1\"").status());
    assertEquals("404 NOT_FOUND", client.get(free).problem());
  }

  @ParameterizedTest
  @CsvSource({"VIEWER, 403", "EDITOR, 200", "ADMIN, 200", "SERVICE, 403"})
  void aRoleMayWhatItCovers(Role role, int status) {
    String path = postgres();

    assertEquals(status, client.as(role).change("PATCH", path, "*", "{'name': 'x'}").status());
    assertEquals(role == Role.SERVICE ? 403 : 200, client.as(role).get(path).status());
  }
}
