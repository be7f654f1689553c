package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a refresh by the real dbt finds: lists, details, graph. */
class ModelsSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void modelsAreReadWithTheirSqlAndTheGraphAroundThem() {
    Repository repository = Repository.shop(service.samples(), service.fresh("models"));
    repository.commit("models/uses.yml", """
        version: 2
        sources: [{name: till, tables: [{name: receipts}]}]
        exposures: [{name: sales_board, type: dashboard, owner: {name: a, email: a@b.example}, depends_on: [ref('revenue_by_month')]}]
        """);
    repository.commit("models/staging/stg_receipts.sql", "select * from {{ source('till', 'receipts') }}");
    String project = "projects/" + service.project(repository);
    JsonObject refresh = api.refreshed(Integer.parseInt(project.substring("projects/".length())));
    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    assertFalse(refresh.containsKey("failure"), refresh::toString);

    assertEquals(List.of("stg_customers", "stg_orders", "stg_payments", "stg_receipts"),
        names(project + "/models?path=models/staging&resourceType=model"));
    assertEquals(List.of("orders", "stg_orders"), names(project + "/models?name=ORDERS&resourceType=model"));
    assertEquals(api.items(project + "/models?limit=200"), inParts(project + "/models?limit=7"));

    JsonObject orders = api.get(project + "/models/model.shop.orders").json();
    assertEquals("Orders with what was paid for them.", orders.getString("description"));
    assertTrue(orders.getString("rawSql").contains("{{ ref('stg_payments') }}"), orders::toString);
    assertTrue(orders.getString("compiledSql").contains(".\"main\".\"stg_payments\""), orders::toString);
    assertEquals("orders", orders.getJsonObject("relation").getString("identifier"));
    assertEquals("main", orders.getJsonObject("relation").getString("schema"));
    assertEquals(List.of("not_null", "unique"), orders.getJsonArray("columns").getJsonObject(0).getJsonArray("tests")
        .getValuesAs(JsonObject.class).stream().map(test -> test.getString("name")).sorted().toList());
    assertEquals("[\"model.shop.customers\",\"model.shop.revenue_by_month\"]", orders.getJsonArray("children").toString());
    String test = orders.getJsonArray("tests").getJsonObject(0).getString("uniqueId");
    assertEquals("test.shop.every_order_has_a_customer", test);
    assertTrue(api.get(project + "/models/" + test).json().getString("compiledSql").contains("\"orders\""));
    assertEquals(404, api.get(project + "/models/model.shop.none").status());

    assertEquals(List.of("exposure.shop.sales_board", "model.shop.orders", "model.shop.revenue_by_month"),
        nodes(project + "/lineage?of=model.shop.revenue_by_month&up=1&down=1"));
    assertEquals(List.of("model.shop.stg_receipts", "source.shop.till.receipts"), nodes(project + "/lineage?of=source.shop.till.receipts"));
    assertEquals(12, nodes(project + "/lineage").size(), () -> nodes(project + "/lineage").toString());
  }

  @Test
  void aModelThatDoesNotCompileHidesNothing() {
    Repository repository = Repository.of(service.samples(), service.fresh("uncompiled"),
        "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: datachannel\nmodel-paths: [models]\n",
        "models/good.sql", "select 1 as id",
        "models/bad.sql", "{% if execute %}{{ exceptions.raise_compiler_error('not today') }}{% endif %} select 2 as id");
    int id = service.project(repository);

    JsonObject refresh = api.refreshed(id);

    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    assertTrue(refresh.containsKey("failure"), refresh::toString);
    assertEquals("select 1 as id", api.get("projects/" + id + "/models/model.shop.good").json().getString("rawSql"));
    JsonObject bad = api.get("projects/" + id + "/models/model.shop.bad").json();
    assertTrue(bad.getString("rawSql").contains("not today"), bad::toString);
    assertFalse(bad.containsKey("compiledSql"), bad::toString);
  }

  @Test
  void theVersionsOfDbtAreListed() {
    List<JsonObject> lines = api.items("dbt-versions");

    assertEquals(List.of("1.11.16"),
        lines.stream().filter(line -> line.getBoolean("default")).map(line -> line.getString("version")).toList());
  }

  private List<String> names(String path) {
    return api.items(path).stream().map(row -> row.getString("name")).toList();
  }

  private List<String> nodes(String path) {
    return api.get(path).json().getJsonArray("nodes").getValuesAs(JsonObject.class).stream().map(node -> node.getString("uniqueId")).toList();
  }

  private List<JsonObject> inParts(String path) {
    JsonObject part = api.get(path).json();
    List<JsonObject> all = new ArrayList<>(part.getJsonArray("items").getValuesAs(JsonObject.class));
    while (part.containsKey("next")) {
      part = api.get(path + "&after=" + part.getString("next")).json();
      all.addAll(part.getJsonArray("items").getValuesAs(JsonObject.class));
    }
    return all;
  }
}
