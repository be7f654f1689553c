package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs that build again what failed, with the real dbt. */
class RetrySystemTest {
  private static final String SCHEMA = """
      version: 2
      models:
        - name: orders
          columns: [{name: id, data_tests: [not_null, unique]}]
        - name: items
          columns: [{name: id, data_tests: [not_null]}]
        - name: totals
          columns: [{name: id, data_tests: [not_null]}]
      unit_tests:
        - {name: u_good, model: orders, given: [{input: ref('raw'), rows: [{id: 1}]}], expect: {rows: [{id: 1}]}}
      """;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  /** The folder is called like the broken model's parent: a name alone would select what lies in it, too. */
  private final Repository repository = Repository.of(service.samples(), service.fresh("retry"),
      "dbt_project.yml", "name: shop\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
      "models/schema.yml", SCHEMA,
      "seeds/raw.csv", "id\n1\n2\n",
      "models/orders.sql", "select id from {{ ref('raw') }}",
      "models/orders/items.sql", "select id, no_such_column from {{ ref('orders') }}",
      "models/orders/totals.sql", "select id from {{ ref('items') }}",
      "models/other.sql", "select id from {{ ref('orders') }}");

  @Test
  void theBrokenModelAndWhatWasSkippedForItAreBuiltAndNothingElse() {
    int project = service.project(repository);
    JsonObject first = api.finished(service.run(project, "{}"));
    assertEquals("PARTIAL SUCCESS", first.getString("status"));
    Set<String> left = Set.of("items", "not_null_items_id", "totals", "not_null_totals_id");
    assertEquals(left, namesOf(first, "FAILED", "SKIPPED"));

    JsonObject again = retried(first);
    assertEquals("FAILED", again.getString("status"));
    assertEquals(left, names(again));

    repository.commit("models/orders/items.sql", "select id from {{ ref('orders') }}");
    JsonObject mended = retried(again);
    assertEquals("SUCCESSFUL", mended.getString("status"));
    assertEquals(left, names(mended));
    assertEquals(409, api.post("runs/" + mended.getInt("id") + "/retry", "").status());
  }

  @Test
  void aRunOfModelsAloneIsRetriedWithoutTests() {
    int project = service.project(repository);
    api.finished(service.run(project, "{\"command\": \"seed\"}"));
    JsonObject first = api.finished(service.run(project, "{\"command\": \"run\", \"arguments\": [\"--exclude\", \"other\"]}"));
    repository.commit("models/orders/items.sql", "select id from {{ ref('orders') }}");

    JsonObject mended = retried(first);

    assertEquals("run", mended.getString("command"));
    assertEquals("SUCCESSFUL", mended.getString("status"));
    assertEquals(Set.of("items", "totals"), names(mended));
  }

  /** Each model has one unit test: of several, dbt skips those that it happens to come to after one that failed. */
  @Test
  void failedTestsAndASeedAreSelectedOneByOne() {
    repository.commit("models/orders/items.sql", "select id from {{ ref('orders') }}",
        "seeds/broken.csv", "id,name\n1,a\n2\n",
        "snapshots/snap.sql", "{% snapshot snap %}{{ config(target_schema='main', unique_key='id', strategy='check', check_cols='all') }}"
            + " select id, no_such_column from {{ ref('raw') }}{% endsnapshot %}",
        "models/twice.sql", "select 1 as id union all select 1",
        "tests/singular.sql", "select * from {{ ref('twice') }}",
        "models/other.yml", """
            models:
              - {name: twice, columns: [{name: id, data_tests: [unique, not_null]}]}
            unit_tests:
              - {name: u_bad, model: other, given: [{input: ref('orders'), rows: [{id: 1}]}], expect: {rows: [{id: 2}]}}
              - {name: u_fine, model: items, given: [{input: ref('orders'), rows: [{id: 1}]}], expect: {rows: [{id: 1}]}}
            """);
    int project = service.project(repository);
    JsonObject first = api.finished(service.run(project, "{}"));
    assertEquals("PARTIAL SUCCESS", first.getString("status"), first::toString);
    Set<String> left = Set.of("unique_twice_id", "singular", "u_bad", "other", "broken", "snap");
    assertEquals(left, namesOf(first, "FAILED", "SKIPPED"));

    JsonObject again = retried(first);

    assertEquals(left, names(again));
  }

  /** Its retry when that is over. */
  private JsonObject retried(JsonObject run) {
    JsonObject retry = api.post("runs/" + run.getInt("id") + "/retry", "").json();
    assertEquals(run.getInt("id"), retry.getInt("retryOf"));
    return api.finished(retry.getInt("id"));
  }

  private Set<String> names(JsonObject run) {
    return namesOf(run, "SUCCEEDED", "WARNED", "FAILED", "SKIPPED", "UNTOUCHED");
  }

  private Set<String> namesOf(JsonObject run, String... statuses) {
    List<String> wanted = List.of(statuses);
    return api.items("runs/" + run.getInt("id") + "/models").stream().filter(node -> wanted.contains(node.getString("status")))
        .map(node -> node.getString("name")).collect(Collectors.toCollection(TreeSet::new));
  }
}
