package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.secret.Secret;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request can have wrong, each against the running service. */
class BadRequestSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "warehouses | {\"name\": \"x\",                                                      | MALFORMED_JSON         |",
      "warehouses | []                                                                     | MALFORMED_JSON         |",
      "warehouses | {\"type\": \"duckdb\", \"connection\": {\"path\": \"a\"}}               | FIELD_MISSING          | name",
      "warehouses | {\"name\": \"x\", \"type\": \"oracle9\", \"connection\": {}}            | WAREHOUSE_TYPE_UNKNOWN | type",
      "warehouses | {\"name\": \"x\", \"type\": \"duckdb\", \"connection\": {}}             | FIELD_MISSING          | connection.path",
      "warehouses | {\"name\": \"x\", \"type\": \"duckdb\", \"connection\": {\"path\": \"../x\"}} | PROJECT_PATH_INVALID | connection.path",
      "warehouses | {\"name\": 7, \"type\": \"duckdb\", \"connection\": {\"path\": \"a\"}}  | FIELD_INVALID          | name",
      "warehouses | {\"nam\": \"x\"}                                                        | FIELD_UNKNOWN          | nam",
      "credentials | {\"name\": \"x\", \"kind\": \"https-token\"}                           | FIELD_MISSING          | token",
      "projects | {}                                                                       | FIELD_MISSING          | name"})
  void aBadBodyIsNamedByCodeAndField(String path, String body, String code, String field) {
    Api.Answer answer = api.post(path, body);

    assertEquals(400, answer.status(), answer::body);
    assertEquals(code, answer.code(), answer::body);
    assertTrue(answer.contentType().startsWith("application/problem+json"), answer::contentType);
    assertEquals(field == null ? "" : field, answer.json().getString("field", ""));
    assertTrue(answer.json().containsKey("requestId"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"branch\": \"a..b\"                              | FIELD_INVALID           | branch",
      "\"repositoryUrl\": \"ftp://github.com/a/b.git\"   | REPOSITORY_URL_REFUSED  | repositoryUrl",
      "\"repositoryUrl\": \"https://u:p@h.example/a\"    | REPOSITORY_URL_REFUSED  | repositoryUrl",
      "\"projectPath\": \"../x\"                         | PROJECT_PATH_INVALID    | projectPath",
      "\"projectPath\": \"/etc\"                         | PROJECT_PATH_INVALID    | projectPath",
      "\"dbtVersion\": \"0.9\"                           | DBT_VERSION_UNKNOWN     | dbtVersion",
      "\"dbtVersion\": \"2.0\"                           | DBT_VERSION_UNKNOWN     | dbtVersion",
      "\"threads\": 0                                    | FIELD_INVALID           | threads",
      "\"timeoutSeconds\": 0                             | FIELD_INVALID           | timeoutSeconds",
      "\"warehouseId\": 99999                            | FIELD_INVALID           | warehouseId",
      "\"credentialId\": 99999                           | FIELD_INVALID           | credentialId",
      "\"arguments\": [\"--profiles-dir\", \"/tmp\"]     | ARGUMENT_FORBIDDEN      | arguments",
      "\"arguments\": [\"--nonsense\"]                   | ARGUMENT_UNKNOWN        | arguments"})
  void aBadProjectIsNamedByCodeAndField(String member, String code, String field) {
    String good = """
        "name": "x", "warehouseId": %d, "repositoryUrl": "https://git.example/a/b.git", "branch": "main",
        """.formatted(service.duckDb());
    String name = member.substring(0, member.indexOf(':'));
    String body = good.lines().map(line -> line.replaceAll(name + ": (\"[^\"]*\"|[0-9]+),", "")).reduce("", String::concat);

    Api.Answer answer = api.post("projects", "{" + body.strip() + member + "}");

    assertEquals(400, answer.status(), answer::body);
    assertEquals(code, answer.code(), answer::body);
    assertEquals(field, answer.json().getString("field"));
  }

  @Test
  void anArgumentThatTheRunGivesTooIsAConflict() {
    int project = service.project(service.duckDb(), "https://git.example/a/b.git", "");

    Api.Answer answer = api.post("projects/" + project + "/runs", """
        {"models": ["orders"], "arguments": ["--select", "customers"]}""");

    assertEquals(400, answer.status());
    assertEquals("ARGUMENT_CONFLICT", answer.code());
  }

  @Test
  @Tag("fault-48")
  void aBodyOfTwoMebibytesIsTooLarge() {
    Api.Answer answer = api.post("warehouses", BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]));

    assertEquals(413, answer.status());
    assertEquals("BODY_TOO_LARGE", answer.code());
  }

  @Test
  void withoutATokenThereIsNothing() {
    Api.Answer answer = new Api(service.service().address(), new Secret("dc_wrong")).get("projects");

    assertEquals(401, answer.status());
    assertEquals("UNAUTHENTICATED", answer.code());
  }

  @ParameterizedTest
  @CsvSource({"projects/99999", "runs/99999", "runs/99999/log", "warehouses/99999", "runs/abc", "nothing"})
  void whatIsNotThereIsNotFoundInTheSameForm(String path) {
    Api.Answer answer = api.get(path);

    assertEquals(404, answer.status());
    assertEquals("NOT_FOUND", answer.code());
  }
}
