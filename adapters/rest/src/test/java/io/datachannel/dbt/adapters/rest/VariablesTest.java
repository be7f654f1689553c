package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.account.Role;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
  private final Client client = new Client();
  private final String project = "projects/" + client.project();
  private final String variables = project + "/variables";

  private Client.Answer set(String name, String value) {
    return client.change("PUT", variables + "/" + name, "*", "{'value': '" + value + "'}");
  }

  @Test
  void whatIsSetIsListedAndASecretIsNotShown() {
    assertEquals(List.of(), client.get(variables).items());
    set("DBT_REGION", "eu");
    Client.Answer answer = set("DBT_ENV_SECRET_GIT_TOKEN", "hunter2");

    assertEquals(200, answer.status(), answer::body);
    assertEquals("[{\"name\":\"DBT_ENV_SECRET_GIT_TOKEN\",\"secret\":true},{\"name\":\"DBT_REGION\",\"secret\":false,\"value\":\"eu\"}]",
        answer.json().getJsonArray("items").toString());
    assertEquals(answer.body(), client.get(variables).body());
    assertFalse(client.get(project + "/history").body().contains("hunter2"));
    assertEquals("changed", client.get(project + "/history").items().getFirst().getString("after", ""), client.get(project + "/history")::body);
  }

  @Test
  void theRevisionIsTheProjects() {
    assertEquals("\"2\"", client.change("PUT", variables + "/DBT_REGION", "\"1\"", "{'value': 'eu'}").header("ETag"));
    assertEquals("\"2\"", client.get(project).header("ETag"));

    assertEquals("412 PRECONDITION_FAILED", client.change("PUT", variables + "/DBT_REGION", "\"1\"", "{'value': 'us'}").problem());
    assertEquals("428 PRECONDITION_REQUIRED", client.send(client.request(variables + "/DBT_REGION").DELETE()).problem());
    assertEquals(List.of(), client.delete(variables + "/DBT_REGION", "\"2\"").items());
    assertEquals("404 NOT_FOUND", client.delete(variables + "/DBT_REGION", "*").problem());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "REGION                   | {'value': 'eu'}  | 400 FIELD_INVALID name",
      "DBT_TARGET               | {'value': 'eu'}  | 400 FIELD_INVALID name",
      "DBT_ENV_SECRET_PASSWORD  | {'value': 'abcd'} | 400 FIELD_INVALID name",
      "DBT_ENV_SECRET_A         | {'value': 'abc'} | 400 FIELD_INVALID value",
      "DBT_REGION               | {'value': ''}    | 400 FIELD_MISSING value",
      "DBT_REGION               | {'value': 7}     | 400 FIELD_INVALID value",
      "DBT_REGION               | {}               | 400 FIELD_MISSING value",
      "DBT_REGION               | {'value': 'eu', 'secret': true} | 400 FIELD_UNKNOWN secret"}, quoteCharacter = '"')
  void whatIsWrongIsRefused(String name, String body, String problem) {
    assertEquals(problem, client.change("PUT", variables + "/" + name, "*", body).problem());
  }

  @Test
  void aViewerReadsAndDoesNotWrite() {
    set("DBT_REGION", "eu");
    Client viewer = client.as(Role.VIEWER);

    assertEquals(1, viewer.get(variables).items().size());
    assertEquals("403 ROLE_INSUFFICIENT", viewer.change("PUT", variables + "/DBT_REGION", "*", "{'value': 'us'}").problem());
    assertEquals("404 NOT_FOUND", new Client().get(variables).problem());
  }

  @Test
  void aProjectHasItsOwnWayToCallDbt() {
    JsonObject changed = client.change("PATCH", project, "*", """
        {'command': 'run', 'vars': {'currency': 'EUR', 'days': 2.50}, 'target': 'ci', 'schema': 'marts', 'autoRefresh': false}""").json();

    assertEquals("run", changed.getString("command"));
    assertEquals("{\"currency\":\"EUR\",\"days\":2.50}", changed.getJsonObject("vars").toString());
    assertEquals("ci", changed.getString("target"));
    assertEquals("marts", changed.getString("schema"));
    assertFalse(changed.getBoolean("autoRefresh"));

    JsonObject run = client.post(project + "/runs", "{\"vars\": {\"days\": 3}}").json();
    assertEquals("run", run.getString("command"));
    assertEquals("{\"currency\":\"EUR\",\"days\":3}", run.getJsonObject("vars").toString());
    assertEquals("test", client.post(project + "/runs", "{\"command\": \"test\"}").json().getString("command"));

    JsonObject back = client.change("PATCH", project, "*", "{'target': null, 'schema': null, 'vars': {'days': null}}").json();
    assertFalse(back.containsKey("target") || back.containsKey("schema"), back::toString);
    assertEquals("{\"currency\":\"EUR\"}", back.getJsonObject("vars").toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'command': 'compile'}                  | 400 FIELD_INVALID command",
      "{'target': 'yes'}                       | 400 FIELD_INVALID target",
      "{'schema': ''}                          | 400 FIELD_MISSING schema",
      "{'vars': []}                            | 400 FIELD_INVALID vars",
      "{'autoRefresh': 'on'}                   | 400 FIELD_INVALID autoRefresh",
      "{'vars': {'a': 1}, 'arguments': ['--vars', '{}']} | 400 ARGUMENT_CONFLICT arguments"}, quoteCharacter = '"')
  void aWayThatIsNoneIsRefused(String body, String problem) {
    assertEquals(problem, client.change("PATCH", project, "*", body).problem());
  }

  @Test
  void varsAreBounded() {
    assertEquals("400 FIELD_INVALID vars",
        client.change("PATCH", project, "*", "{'vars': {'a': '" + "x".repeat(33_000) + "'}}").problem());
  }
}
