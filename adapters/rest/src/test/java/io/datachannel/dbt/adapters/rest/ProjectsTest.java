package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectsTest {
  private final Client client = new Client();
  private final long warehouse = client.warehouse();

  @Test
  void whatIsLeftOutHasItsDefault() {
    Client.Answer added = client.post("projects", body(""));

    assertEquals(201, added.status(), added::body);
    JsonObject project = added.json();
    assertTrue(added.header("Location").endsWith("/api/v1/projects/" + project.getInt("id")));
    assertEquals("ACTIVE", project.getString("status"));
    assertEquals("1.11.16", project.getString("dbtVersion"));
    assertEquals("", project.getString("projectPath"));
    assertEquals(4, project.getInt("threads"));
    assertEquals(7200, project.getInt("timeoutSeconds"));
    assertEquals("ERROR", project.getString("notificationLevel"));
    assertEquals(project, client.get("projects/" + project.getInt("id")).json());
    assertEquals(List.of(project), client.get("projects").items());
  }

  @Test
  void everythingThatIsGivenIsKept() {
    int credential = client.post("credentials", "{\"name\": \"c\", \"kind\": \"public\"}").json().getInt("id");
    Client.Answer added = client.post("projects", body("""
        , "credentialId": %d, "dbtVersion": "1.10", "projectPath": "dbt/shop", "packagesPath": "dbt/requirements.txt",
        "arguments": ["--fail-fast"], "threads": 8, "timeoutSeconds": 60, "notificationLevel": "SUCCESS"\
        """.formatted(credential)));

    JsonObject project = added.json();
    assertEquals(credential, project.getInt("credentialId"), added::body);
    assertEquals("1.10.23", project.getString("dbtVersion"));
    assertEquals("dbt/shop", project.getString("projectPath"));
    assertEquals("dbt/requirements.txt", project.getString("packagesPath"));
    assertEquals("[\"--fail-fast\"]", project.getJsonArray("arguments").toString());
    assertEquals(8, project.getInt("threads"));
    assertEquals(60, project.getInt("timeoutSeconds"));
    assertEquals("SUCCESS", project.getString("notificationLevel"));
  }

  @Test
  void projectsWithoutACredentialShareOnePublicOne() {
    int first = client.post("projects", body("")).json().getInt("credentialId");
    int second = client.post("projects", body("")).json().getInt("credentialId");

    assertEquals(first, second);
    assertEquals("public", client.get("credentials/" + first).json().getString("kind"));
    assertEquals(1, client.get("credentials").items().size());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "'branch': 'a..b'                     | FIELD_INVALID branch",
      "'branch': null                       | FIELD_MISSING branch",
      "'repositoryUrl': 'git@h.example/a/b' | REPOSITORY_URL_REFUSED repositoryUrl",
      "'warehouseId': 4294967295            | FIELD_INVALID warehouseId",
      "'warehouseId': 1.5                   | FIELD_INVALID warehouseId",
      "'warehouseId': 1e999999999           | FIELD_INVALID warehouseId",
      "'warehouseId': '1'                   | FIELD_INVALID warehouseId",
      "'credentialId': 2147483647           | FIELD_INVALID credentialId",
      "'credentialId': 2147483648           | FIELD_INVALID credentialId",
      "'dbtVersion': '1.4'                  | DBT_VERSION_UNKNOWN dbtVersion",
      "'projectPath': '../x'                | PROJECT_PATH_INVALID projectPath",
      "'projectPath': ''                    | FIELD_MISSING projectPath",
      "'packagesPath': '/etc/passwd.txt'    | PROJECT_PATH_INVALID packagesPath",
      "'packagesPath': 'setup.py'           | FIELD_INVALID packagesPath",
      "'packagesPath': 'dbt/packages.yml'   | FIELD_INVALID packagesPath",
      "'arguments': '--fail-fast'           | FIELD_INVALID arguments",
      "'arguments': [1]                     | FIELD_INVALID arguments",
      "'arguments': ['--profiles-dir', 'x'] | ARGUMENT_FORBIDDEN arguments",
      "'threads': 0                         | FIELD_INVALID threads",
      "'threads': 65                        | FIELD_INVALID threads",
      "'timeoutSeconds': 86401              | FIELD_INVALID timeoutSeconds",
      "'notificationLevel': 'ALL'           | FIELD_INVALID notificationLevel",
      "'schedule': 'daily'                  | FIELD_UNKNOWN schedule"}, quoteCharacter = '`')
  void aBadFieldIsNamedByCodeAndField(String member, String problem) {
    String name = member.substring(1, member.indexOf("':"));
    String good = body("").replaceAll("\"" + name + "\": (\"[^\"]*\"|[0-9]+),?", "");
    Client.Answer answer = client.post("projects", "{" + member.replace('\'', '"') + "," + good.strip().substring(1).replaceAll(",\\s*}", "}"));

    assertEquals("400 " + problem, answer.problem());
    assertTrue(answer.detail().length() > 10, answer::body);
  }

  @Test
  void aDbtPackagesFileIsExplained() {
    String detail = client.post("projects", body(", \"packagesPath\": \"packages.yml\"")).detail();

    assertTrue(detail.contains("dbt reads packages.yml and dependencies.yml beside dbt_project.yml by itself"), detail);
  }

  private String body(String more) {
    return """
        {"name": "shop", "warehouseId": %d, "repositoryUrl": "https://git.example/acme/shop.git", "branch": "main"%s}"""
        .formatted(warehouse, more);
  }
}
