package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.project.DbtLine;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of dbt-core once, through the service: environment, refresh, and builds in forks of a server. Not among the tests, since each line
 * downloads its packages: {@code mvn test -Dtest=DbtLinesByHand}, and the log of each run is told.
 */
class DbtLinesByHand {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  static Stream<String> lines() {
    return DbtLine.offered().stream().map(DbtLine::toString);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aSmallProjectIsBuilt(String line) {
    Repository repository = Repository.of(service.samples(), service.fresh("line"),
        "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: x\n", "seeds/raw.csv", "id,amount\n1,10\n2,20\n",
        "models/orders.sql", "select id, amount from {{ ref('raw') }}",
        "models/total.sql", "{{ config(materialized='table') }} select sum(amount) as total from {{ ref('orders') }}",
        "models/models.yml", "version: 2\nmodels:\n  - name: orders\n    columns:\n      - name: id\n        tests: [unique, not_null]\n");
    int project = service.project(service.duckDb(), repository.url(), ", \"dbtVersion\": \"" + line + "\"");

    JsonObject refresh = api.refreshed(project);
    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    for (int turn = 1; turn <= 3; turn++) {
      JsonObject run = api.finished(service.run(project, "{}"));
      String log = api.get("runs/" + run.getInt("id") + "/log").body();
      System.out.printf("dbt %s, run %d: %s in %d ms, %s%n", run.getString("dbtVersion"), turn, run.getString("status"),
          Duration.between(Instant.parse(run.getString("startedAt")), Instant.parse(run.getString("finishedAt"))).toMillis(),
          log.contains("in a process of its own") ? log.lines().filter(one -> one.contains("process of its own")).toList() : List.of("by a server"));
      assertEquals("SUCCESSFUL", run.getString("status"), log);
      assertEquals(5, run.getJsonObject("counts").getInt("succeeded"), log);
      assertTrue(run.getString("dbtVersion").startsWith(line + "."), run::toString);
    }
  }
}
