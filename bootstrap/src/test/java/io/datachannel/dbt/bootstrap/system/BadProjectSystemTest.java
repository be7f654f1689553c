package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a project can have wrong: each run ends, with the right status, type and code, and says what to do. */
class BadProjectSystemTest {
  private static final String DBT_PROJECT = """
      name: small
      version: '1.0'
      config-version: 2
      profile: any
      """;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void aModelWithBrokenSqlBesideGoodOnesIsAPartialSuccessWithThatModelsError() {
    int run = run(small("models/good.sql", "select 1 as id", "models/bad.sql", "select nothing_like_this from nowhere"));

    JsonObject finished = api.finished(run);

    assertEquals("PARTIAL SUCCESS", finished.getString("status"));
    JsonObject error = onlyError(run);
    assertEquals("MODEL", error.getString("type"));
    assertEquals("model.small.bad", error.getString("uniqueId"));
    assertTrue(error.getString("traceback").contains("nowhere"), error::toString);
    assertTrue(api.get("runs/" + run + "/log").body().contains("nowhere"));
  }

  @Test
  void aFailingTestIsAnErrorOfTheTypeTest() {
    int run = run(small("models/good.sql", "select 1 as id", "tests/never.sql", "select * from {{ ref('good') }}"));

    assertEquals("PARTIAL SUCCESS", api.finished(run).getString("status"));
    assertEquals("TEST", onlyError(run).getString("type"));
  }

  @Test
  void whatDependsOnABrokenModelIsSkippedAndSaysWhy() {
    int run = run(small(
        "models/good.sql", "select 1 as id", "models/bad.sql", "select x from nowhere", "models/late.sql", "select * from {{ ref('bad') }}"));

    JsonObject finished = api.finished(run);

    assertEquals(1, finished.getJsonObject("counts").getInt("skipped"));
    JsonObject late = api.items("runs/" + run + "/models").stream()
        .filter(node -> node.getString("name").equals("late")).findFirst().orElseThrow();
    assertTrue(late.getString("message").contains("bad"), late::toString);
  }

  @Test
  void brokenJinjaFailsTheRunAsAParseErrorThatNamesTheFile() {
    int run = run(small("models/good.sql", "select {{ 1 as id"));

    assertFailed(run, "PARSE", "PARSE_FAILED");
    assertTrue(onlyError(run).getString("message").contains("good.sql"), () -> onlyError(run).toString());
  }

  @Test
  void aFailingRefreshNamesTheReasonAndKeepsTheModelsOfTheLastGoodOne() {
    Repository repository = small("models/good.sql", "select 1 as id");
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", api.refreshed(project).getString("state"));
    repository.commit("models/good.sql", "select {{ 1 as id");

    JsonObject failed = api.refreshed(project);

    assertEquals("FAILED", failed.getString("state"));
    assertEquals("PARSE_FAILED", failed.getJsonObject("failure").getString("code"));
    assertEquals(1, api.items("projects/" + project + "/models").size());
  }

  @Test
  @Tag("fault-24")
  void aBranchThatDoesNotExistIsNamedWithThoseThatDo() {
    Repository repository = Repository.shop(service.samples(), service.fresh("branches"));
    int project = api.post("projects", """
        {"name": "shop", "warehouseId": %d, "repositoryUrl": "%s", "branch": "mian"}"""
        .formatted(service.duckDb(), repository.url())).id();

    int run = service.run(project, "{}");

    assertFailed(run, "GIT", "BRANCH_NOT_FOUND");
    assertTrue(onlyError(run).getString("message").contains("develop"));
  }

  @Test
  void aProjectPathWithoutADbtProjectSaysWhereThereIsOne() {
    Repository repository = Repository.of(service.samples(), service.fresh("nested"), "analytics/dbt_project.yml", DBT_PROJECT);

    int run = run(repository);

    assertFailed(run, "GIT", "PROJECT_FILE_MISSING");
    assertTrue(onlyError(run).getString("message").contains("'analytics'"));
  }

  @Test
  @Tag("fault-26")
  void aProjectPathThroughALinkOutOfTheRepositoryIsNotFollowed() throws IOException {
    Repository repository = small("models/good.sql", "select 1 as id");
    Files.createSymbolicLink(repository.folder().resolve("out"), repository.folder().getParent());
    repository.commit();
    int project = service.project(service.duckDb(), repository.url(), ", \"projectPath\": \"out\"");

    assertFailed(service.run(project, "{}"), "GIT", "PROJECT_FILE_MISSING");
  }

  @Test
  @Tag("fault-28")
  void requirementsThatCannotBeResolvedSayWhatUvSaid() {
    Repository repository = small("models/good.sql", "select 1 as id", "requirements.txt", "dbt-core==1.0.0\n");
    int project = service.project(service.duckDb(), repository.url(), ", \"packagesPath\": \"requirements.txt\"");

    int run = service.run(project, "{}");

    assertFailed(run, "ENVIRONMENT", "ENVIRONMENT_UNRESOLVABLE");
    assertTrue(onlyError(run).getString("traceback").contains("dbt-core"), () -> onlyError(run).toString());
  }

  @Test
  @Tag("fault-28")
  void requirementsWithAnOptionAreRefusedByLine() {
    Repository repository = small("models/good.sql", "select 1 as id", "requirements.txt", "# ok\n--index-url https://evil.example\n");
    int project = service.project(service.duckDb(), repository.url(), ", \"packagesPath\": \"requirements.txt\"");

    int run = service.run(project, "{}");

    assertFailed(run, "ENVIRONMENT", "REQUIREMENTS_REFUSED");
    assertTrue(onlyError(run).getString("message").contains("2"));
  }

  @Test
  void aWarehouseThatIsDownIsAConnectionErrorAndThePasswordIsNowhere() {
    int warehouse = api.post("warehouses", """
        {"name": "down", "type": "postgres", "connection": {"host": "127.0.0.1", "port": 1, "user": "loader",
         "password": "correct-horse-battery", "dbname": "shop", "schema": "analytics"}}""").id();
    int project = service.project(warehouse, small("models/good.sql", "select 1 as id").url(), "");

    int run = service.run(project, "{}");

    assertFailed(run, "WAREHOUSE_CONNECTION", "WAREHOUSE_UNREACHABLE");
    String all = api.get("runs/" + run + "/log").body() + api.get("runs/" + run + "/errors").body()
        + api.events(run, 0) + api.get("warehouses/" + warehouse).body();
    assertFalse(all.contains("correct-horse-battery"));
  }

  @Test
  void aPackageThatCannotBeHadEndsTheRunAtItsStep() {
    Repository repository = small("models/good.sql", "select 1 as id", "packages.yml", "packages:\n  - local: nowhere\n");

    int run = run(repository);

    assertFailed(run, "ENVIRONMENT", "PACKAGES_UNRESOLVABLE");
    assertTrue(onlyError(run).toString().contains("nowhere"), () -> onlyError(run).toString());
  }

  private Repository small(String... files) {
    Repository repository = Repository.of(service.samples(), service.fresh("small"), "dbt_project.yml", DBT_PROJECT);
    return repository.commit(files);
  }

  private int run(Repository repository) {
    return service.run(service.project(repository), "{}");
  }

  private void assertFailed(int run, String type, String code) {
    JsonObject finished = api.finished(run);
    assertEquals("FAILED", finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
    assertEquals(code, onlyError(run).getString("code"), () -> onlyError(run).toString());
    assertEquals(type, onlyError(run).getString("type"));
  }

  private JsonObject onlyError(int run) {
    List<JsonObject> errors = api.items("runs/" + run + "/errors");
    assertEquals(1, errors.size(), errors::toString);
    return errors.getFirst();
  }
}
