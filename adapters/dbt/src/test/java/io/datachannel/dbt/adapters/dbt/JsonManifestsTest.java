package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonManifestsTest {
  @TempDir
  Path folder;

  @Test
  void theEnabledNodesOfARealManifestAreReadInTheOrderOfTheirIds() {
    TinyProject project = new TinyProject(folder.resolve("checkout"))
        .model("marts/daily", "{{ config(materialized='view', tags=['nightly'], alias='by_day') }} select * from {{ ref('orders') }}")
        .model("off", "{{ config(enabled=false) }} select 1")
        .model("inline", "{{ config(materialized='ephemeral') }} select 1 as id")
        .write("seeds/countries.csv", "code\nde\n")
        .write("analyses/idle.sql", "select 1");
    RunnerDbtProcess dbt = new RunnerDbtProcess(
        folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(folder), Duration.ofSeconds(10), RealDbt.CLOCK);
    assertEquals(new DbtEnd.Completed(), dbt.start(project.request("parse"), event -> { }).await(Duration.ofMinutes(2)));

    List<Model> models = models(project.manifest());
    assertEquals(List.of("model.shop.daily", "model.shop.inline", "model.shop.orders", "seed.shop.countries"),
        models.stream().map(Model::uniqueId).limit(4).toList());
    assertEquals(new Model("model.shop.daily", ResourceType.MODEL, "daily", List.of("shop", "marts", "daily"), "models/marts/daily.sql",
        Optional.of("view"), List.of("model.shop.orders"), List.of("nightly"),
        Optional.of(new Relation("shop", "main", "by_day")), "", models.getFirst().checksum()), models.getFirst());
    assertTrue(models.getFirst().checksum().matches("[0-9a-f]{64}"), models.getFirst().checksum());
    assertEquals("", models.getLast().checksum(), "a generic test has no file of its own");
    assertEquals(Optional.empty(), models.get(1).relation(), "an ephemeral model writes nothing");
    assertEquals("countries", models.get(3).relation().orElseThrow().identifier());
    assertEquals(5, models.size());
    assertEquals(ResourceType.TEST, models.getLast().resourceType());
    assertEquals(Optional.empty(), models.getLast().materialized());
    assertEquals(Optional.empty(), models.getLast().relation());
  }

  @Test
  void aWholeManifestTellsSqlColumnsTestsChildrenAndWhatLiesAround() {
    TinyProject project = new TinyProject(folder.resolve("checkout"))
        .model("daily", "select id from {{ ref('orders') }} where id in (select id from {{ source('till', 'raw') }})")
        .write("models/schema.yml", """
            version: 2
            sources: [{name: till, tables: [{name: raw}]}]
            models:
              - name: orders
                description: All orders.
                config: {meta: {owner: sales}}
                columns:
                  - {name: id, data_type: integer, description: Its number., data_tests: [not_null]}
                  - {name: note}
              - name: daily
                columns: [{name: id, data_tests: [{relationships: {to: ref('orders'), field: id}}]}]
            exposures: [{name: board, type: dashboard, owner: {name: a, email: a@b.example}, depends_on: [ref('daily')]}]
            """)
        .write("tests/some_orders.sql", "select 1 as one from {{ ref('orders') }} where false");
    RunnerDbtProcess dbt = new RunnerDbtProcess(
        folder.resolve("runner"), RealDbt.PROCESSES, RealDbt.PROGRAMS, new TestFolders(folder), Duration.ofSeconds(10), RealDbt.CLOCK);
    assertEquals(new DbtEnd.Completed(),
        dbt.start(project.request("compile", "--no-introspect", "--no-populate-cache"), event -> { }).await(Duration.ofMinutes(2)));

    ManifestContent content = new JsonManifests().readWhole(project.manifest()).orFail();

    assertEquals(models(project.manifest()), content.models());
    assertEquals(content.models().stream().map(Model::uniqueId).toList(), content.details().stream().map(ModelDetail::uniqueId).toList());
    ModelDetail orders = content.details().get(1);
    assertEquals("select 1 as id", orders.rawSql());
    assertEquals(Optional.of("select 1 as id"), orders.compiledSql());
    assertEquals("{\"owner\":\"sales\"}", orders.meta());
    assertEquals(List.of("model.shop.daily"), orders.children());
    assertEquals(List.of(new ModelColumn("id", Optional.of("integer"), "Its number."), new ModelColumn("note", Optional.empty(), "")),
        orders.columns());
    assertEquals(List.of("not_null"), orders.testsOn(orders.columns().getFirst()).stream().map(AttachedTest::name).toList());
    assertEquals(List.of("some_orders"), orders.testsOnTheWhole().stream().map(AttachedTest::name).toList());
    ModelDetail daily = content.details().getFirst();
    assertEquals(List.of("exposure.shop.board"), daily.children());
    assertEquals(List.of("relationships"), daily.testsOn(daily.columns().getFirst()).stream().map(AttachedTest::name).toList());
    assertTrue(daily.compiledSql().orElseThrow().contains("\"shop\".\"main\".\"orders\""), daily::toString);
    assertEquals(List.of(
        new LineageNode("exposure.shop.board", LineageKind.EXPOSURE, "board", "models/schema.yml", List.of("model.shop.daily")),
        new LineageNode("source.shop.till.raw", LineageKind.SOURCE, "till.raw", "models/schema.yml", List.of())), content.others());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "[]", "{}", "null", "{\"nodes\"", "{\"nodes\": []}", "{\"nodes\": {\"a\": 1}}", "{\"nodes\": {\"a\": {}}}", "\u0000",
      "{\"nodes\": {\"a\": {\"resource_type\": \"model\"}}}", "{\"nodes\": {\"a\": {\"resource_type\": 7}}}"})
  void whatIsNotAManifestIsAParseFailure(String content) throws IOException {
    Path manifest = Files.writeString(folder.resolve("manifest.json"), content);

    assertEquals(FailureCode.PARSE_FAILED, failureOf(manifest).code());
    assertInstanceOf(Result.Failed.class, new JsonManifests().readWhole(manifest));
  }

  @Test
  void aMissingManifestIsAParseFailure() {
    assertEquals(FailureCode.PARSE_FAILED, failureOf(folder.resolve("missing.json")).code());
  }

  private static List<Model> models(Path manifest) {
    return switch (new JsonManifests().read(manifest)) {
      case Result.Ok<List<Model>>(List<Model> models) -> models;
      case Result.Failed<List<Model>>(Failure failure) -> fail(failure.toString());
    };
  }

  private static Failure failureOf(Path manifest) {
    return assertInstanceOf(Result.Failed.class, new JsonManifests().read(manifest)).failure();
  }
}
