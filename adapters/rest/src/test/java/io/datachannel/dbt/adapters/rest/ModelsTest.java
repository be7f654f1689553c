package io.datachannel.dbt.adapters.rest;

import static io.datachannel.dbt.application.projects.ModelBuilder.aModel;
import static io.datachannel.dbt.application.projects.ModelBuilder.aSeed;
import static io.datachannel.dbt.application.projects.ModelBuilder.aTest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** source till.raw and seed raw_orders → orders → exposure board, with a test on orders; and lone customers. */
class ModelsTest {
  private static final ModelDetail ORDERS = new ModelDetail("model.shop.orders", "sql", "select {{ 1 }}", Optional.of("select 1"),
      List.of(new ModelColumn("order_id", Optional.of("integer"), "Its number."), new ModelColumn("note", Optional.empty(), "")),
      List.of(new AttachedTest("test.shop.not_null.1", "not_null", Optional.of("ORDER_ID")),
          new AttachedTest("test.shop.rows", "rows", Optional.empty()),
          new AttachedTest("test.shop.unique.2", "unique", Optional.of("not_written_down"))),
      List.of("exposure.shop.board"), "{\"owner\":\"sales\"}");

  private final Client client = new Client();
  private final ProjectId id = new ProjectId((int) client.project());
  private final String project = "projects/" + id.value();

  @BeforeEach
  void aRefreshedProject() {
    client.rows.models.replace(id, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("manifest.json")), List.of(
        aModel("orders").at("models/marts/orders.sql").dependsOn("source.shop.till.raw", "seed.shop.raw_orders").tagged("daily")
            .writing(new Relation("", "main", "orders")).described("All orders.").build(),
        aModel("customers").build(), aSeed("raw_orders").build(), aTest("not_null").dependsOn("model.shop.orders").build()));
    client.rows.modelDetails.replace(id, List.of(ORDERS), List.of(
        new LineageNode("source.shop.till.raw", LineageKind.SOURCE, "till.raw", "models/sources.yml", List.of()),
        new LineageNode("exposure.shop.board", LineageKind.EXPOSURE, "board", "models/uses.yml", List.of("model.shop.orders"))));
  }

  @Test
  void beforeTheFirstRefreshThereAreNone() {
    long fresh = client.project();

    assertEquals(List.of(), client.get("projects/" + fresh + "/models").items());
    assertEquals("{\"edges\":[],\"nodes\":[]}", client.get("projects/" + fresh + "/lineage").body());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "                          | [customers, orders, raw_orders, not_null]",
      "?resourceType=model       | [customers, orders]",
      "?name=ORD                 | [orders, raw_orders]",
      "?name=ord&resourceType=model | [orders]",
      "?tag=daily                | [orders]",
      "?tag=dail                 | []",
      "?path=models/marts        | [orders]",
      "?path=models/marts/       | [orders]",
      "?path=models/schema.yml   | [not_null]",
      "?path=mod                 | []",
      "?path=seeds&name=          | [raw_orders]"})
  void theListIsFiltered(String query, String names) {
    assertEquals(names, client.get(project + "/models" + Optional.ofNullable(query).orElse("")).items().stream()
        .map(row -> row.getString("name")).toList().toString());
  }

  @ParameterizedTest
  @CsvSource({"resourceType=table, 400 FIELD_INVALID resourceType", "limit=0, 400 FIELD_INVALID limit", "limit=201, 400 FIELD_INVALID limit",
      "name=%20, 400 FIELD_MISSING name", "tag=%00, 400 FIELD_INVALID tag", "after=%0A%0Aa, 400 FIELD_INVALID after"})
  void aFilterKeepsItsBounds(String query, String problem) {
    assertEquals(problem, client.get(project + "/models?" + query).problem());
  }

  @Test
  void aLongListComesInPartsWithoutAGap() {
    List<Model> many = IntStream.range(1000, 1450).mapToObj(number -> aModel("m" + number).build()).toList();
    client.rows.models.replace(id, new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("manifest.json")), many);

    List<String> seen = new ArrayList<>();
    JsonObject part = client.get(project + "/models").json();
    assertEquals(100, part.getJsonArray("items").size());
    part = client.get(project + "/models?limit=200").json();
    part.getJsonArray("items").getValuesAs(JsonObject.class).forEach(row -> seen.add(row.getString("uniqueId")));
    while (part.containsKey("next")) {
      part = client.get(project + "/models?limit=200&after=" + part.getString("next")).json();
      part.getJsonArray("items").getValuesAs(JsonObject.class).forEach(row -> seen.add(row.getString("uniqueId")));
    }

    assertEquals(many.stream().map(Model::uniqueId).toList(), seen);
  }

  @Test
  void aListTellsWhatAModelWrites() {
    JsonObject orders = client.get(project + "/models?name=orders&resourceType=model").items().getFirst();

    assertEquals("{\"database\":\"\",\"identifier\":\"orders\",\"schema\":\"main\"}", orders.getJsonObject("relation").toString());
    assertEquals("All orders.", orders.getString("description"));
    assertEquals("table", orders.getString("materialized"));
    assertEquals("[\"source.shop.till.raw\",\"seed.shop.raw_orders\"]", orders.getJsonArray("dependsOn").toString());
    assertFalse(client.get(project + "/models?resourceType=test").items().getFirst().containsKey("relation"));
  }

  @Test
  void aModelIsReadWithItsSqlColumnsTestsAndRelatives() {
    JsonObject orders = client.get(project + "/models/model.shop.orders").json();

    assertEquals("select {{ 1 }}", orders.getString("rawSql"));
    assertEquals("select 1", orders.getString("compiledSql"));
    assertEquals("sales", orders.getJsonObject("meta").getString("owner"));
    assertEquals("[\"daily\"]", orders.getJsonArray("tags").toString());
    assertEquals("[{\"dataType\":\"integer\",\"description\":\"Its number.\",\"name\":\"order_id\","
        + "\"tests\":[{\"name\":\"not_null\",\"uniqueId\":\"test.shop.not_null.1\"}]},{\"description\":\"\",\"name\":\"note\",\"tests\":[]}]",
        orders.getJsonArray("columns").toString());
    assertEquals(List.of("rows", "unique"),
        orders.getJsonArray("tests").getValuesAs(JsonObject.class).stream().map(test -> test.getString("name")).toList());
    assertEquals("[\"source.shop.till.raw\",\"seed.shop.raw_orders\"]", orders.getJsonArray("parents").toString());
    assertEquals("[\"exposure.shop.board\"]", orders.getJsonArray("children").toString());
  }

  @Test
  void aModelWithoutDetailsIsReadAllTheSame() {
    JsonObject customers = client.get(project + "/models/model.shop.customers").json();

    assertEquals("", customers.getString("rawSql"));
    assertFalse(customers.containsKey("compiledSql"));
  }

  @Test
  void anUnknownModelIsNotFound() {
    assertEquals("404 NOT_FOUND", client.get(project + "/models/model.shop.none").problem());
    assertEquals("404 NOT_FOUND", client.get(project + "/models/source.shop.till.raw").problem());
    assertEquals("404 NOT_FOUND", client.get(project + "/models/%F0%9F%A6%86%00").problem());
    assertEquals("404 NOT_FOUND", new Client().get(project + "/models/model.shop.orders").problem());
  }

  @Test
  void theGraphGoesFromSourceToExposureWithoutTests() {
    JsonObject graph = client.get(project + "/lineage").json();

    assertEquals(List.of("exposure.shop.board", "model.shop.customers", "model.shop.orders", "seed.shop.raw_orders", "source.shop.till.raw"),
        nodes(graph));
    assertEquals("[{\"child\":\"exposure.shop.board\",\"parent\":\"model.shop.orders\"},"
        + "{\"child\":\"model.shop.orders\",\"parent\":\"seed.shop.raw_orders\"},"
        + "{\"child\":\"model.shop.orders\",\"parent\":\"source.shop.till.raw\"}]", graph.getJsonArray("edges").toString());
    assertEquals("source", graph.getJsonArray("nodes").getJsonObject(4).getString("kind"));
  }

  @Test
  void aPartOfTheGraphLiesAroundANode() {
    assertEquals(List.of("exposure.shop.board", "model.shop.orders", "seed.shop.raw_orders", "source.shop.till.raw"),
        nodes(client.get(project + "/lineage?of=exposure.shop.board").json()));
    assertEquals(List.of("exposure.shop.board", "model.shop.orders"),
        nodes(client.get(project + "/lineage?of=exposure.shop.board&up=1&down=1").json()));
    assertEquals(List.of("model.shop.orders"), nodes(client.get(project + "/lineage?of=model.shop.orders&up=0&down=0").json()));
  }

  @ParameterizedTest
  @CsvSource({"of=model.shop.none, 400 MODEL_UNKNOWN of", "of=test.shop.not_null, 400 MODEL_UNKNOWN of", "of=, 400 MODEL_UNKNOWN of",
      "up=1, 400 FIELD_INVALID up", "of=model.shop.orders&down=-1, 400 FIELD_INVALID down"})
  void whatTheGraphDoesNotHaveIsRefused(String query, String problem) {
    assertEquals(problem, client.get(project + "/lineage?" + query).problem());
  }

  @Test
  void theVersionsOfDbtComeWithTheirAdaptersAndWhatIsMissingWithItsReason() {
    JsonObject versions = client.get("dbt-versions").json();
    List<JsonObject> lines = versions.getJsonArray("items").getValuesAs(JsonObject.class);

    assertEquals(List.of("1.11", "1.10", "1.9", "1.8", "1.7", "1.6", "1.5"), lines.stream().map(line -> line.getString("line")).toList());
    assertEquals(List.of("1.11"), lines.stream().filter(line -> line.getBoolean("default")).map(line -> line.getString("line")).toList());
    assertEquals("{\"highest\":\"3.11\",\"lowest\":\"3.9\"}", lines.getLast().getJsonObject("python").toString());
    assertEquals("{\"package\":\"dbt-duckdb\",\"versions\":\"~=1.5.0\",\"warehouseType\":\"duckdb\"}",
        lines.getLast().getJsonArray("adapters").getFirst().toString());
    assertEquals(List.of("duckdb", "postgres", "redshift", "snowflake", "bigquery", "clickhouse", "trino"),
        lines.getLast().getJsonArray("adapters").getValuesAs(JsonObject.class).stream().map(one -> one.getString("warehouseType")).toList());
    List<JsonObject> missing = versions.getJsonArray("notOffered").getValuesAs(JsonObject.class);
    assertEquals(List.of("before 1.5", "1.12", "2.x"), missing.stream().map(one -> one.getString("versions")).toList());
    assertTrue(missing.stream().allMatch(one -> one.getString("reason").endsWith(".")));
    assertTrue(missing.getLast().getString("reason").contains("licence"), missing.getLast()::toString);
    for (JsonObject line : lines) {
      assertEquals(line.getString("version"), client.post("projects", """
          {"name": "p", "warehouseId": %d, "repositoryUrl": "https://git.example/a.git", "branch": "main", "dbtVersion": "%s"}"""
          .formatted(client.warehouse(), line.getString("line"))).json().getString("dbtVersion"));
    }
  }

  private static List<String> nodes(JsonObject graph) {
    return graph.getJsonArray("nodes").getValuesAs(JsonObject.class).stream().map(node -> node.getString("uniqueId")).toList();
  }

  @Test
  void aRefreshThatFailsKeepsTheLastGoodListAndSaysWhy() {
    assertFalse(client.get(project + "/models").json().containsKey("listed"));
    refreshed(RefreshState.SUCCESSFUL, "c0ffee", Optional.empty());
    JsonObject good = client.get(project + "/models").json();
    assertEquals("c0ffee", good.getJsonObject("listed").getString("commit"));
    assertFalse(good.containsKey("failedSince"), good::toString);

    refreshed(RefreshState.FAILED, "bad", Optional.of(new Failure(FailureCode.PARSE_FAILED, "Mend orders.sql.", "trace")));
    JsonObject kept = client.get(project + "/models").json();

    assertEquals(4, kept.getJsonArray("items").size());
    assertEquals("c0ffee", kept.getJsonObject("listed").getString("commit"));
    JsonObject failed = kept.getJsonObject("failedSince");
    assertEquals("PARSE_FAILED Mend orders.sql. bad",
        failed.getString("code") + " " + failed.getString("message") + " " + failed.getString("commit"));

    refreshed(RefreshState.SUCCESSFUL, "beef", Optional.empty());
    assertFalse(client.get(project + "/models").json().containsKey("failedSince"));
  }

  private void refreshed(RefreshState state, String commit, Optional<Failure> failure) {
    RefreshId job = client.rows.refreshes.add(client.account(), id, Rows.NOW);
    ClaimedRefresh claimed = Stream.generate(() -> client.rows.refreshes.claim("test", Duration.ofMinutes(1)).orElseThrow())
        .filter(one -> one.refresh().id().equals(job)).findFirst().orElseThrow();
    assertEquals(1, client.rows.refreshes.save(new Refresh(job, client.account(), id, state, "PARSE", Optional.of(commit), failure,
        Rows.NOW, Optional.of(Rows.NOW)), claimed.lease()));
  }
}
