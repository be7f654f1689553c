package io.datachannel.dbt.domain.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WrittenRelationsTest {
  private static final List<Model> SHOP = List.of(
      node(ResourceType.MODEL, "orders"), node(ResourceType.MODEL, "items"), node(ResourceType.SEED, "countries"),
      node(ResourceType.SNAPSHOT, "prices"),
      new Model("model.shop.helper", ResourceType.MODEL, "helper", List.of("shop", "helper"), "models/helper.sql",
          Optional.of("ephemeral"), List.of(), List.of(), Optional.empty(), ""),
      new Model("test.shop.unique", ResourceType.TEST, "unique", List.of("shop", "unique"), "models/schema.yml", Optional.empty(),
          List.of(), List.of(), Optional.empty(), ""));

  @Test
  void buildWritesModelsSeedsAndSnapshots() {
    assertEquals(Set.of("orders", "items", "countries", "prices"), written(DbtCommand.BUILD, new ModelSelection.AllModels()));
  }

  @Test
  void everyOtherCommandWritesItsOwnKindAlone() {
    assertEquals(Set.of("orders", "items"), written(DbtCommand.RUN, new ModelSelection.AllModels()));
    assertEquals(Set.of("countries"), written(DbtCommand.SEED, new ModelSelection.AllModels()));
    assertEquals(Set.of("prices"), written(DbtCommand.SNAPSHOT, new ModelSelection.AllModels()));
    assertEquals(Set.of(), written(DbtCommand.TEST, new ModelSelection.AllModels()));
  }

  @Test
  void aSelectionWritesWhatItNamesByNameOrUniqueId() {
    assertEquals(Set.of("orders", "countries"),
        written(DbtCommand.BUILD, new ModelSelection.SelectedModels(List.of("orders", "seed.shop.countries", "unique", "gone"))));
  }

  @Test
  void whatIsLeftOutIsNotWritten() {
    assertEquals(Set.of("items", "countries", "prices"), written(DbtCommand.BUILD, new ModelSelection.AllModelsExcept(List.of("orders"))));
  }

  @Test
  void argumentsThatSelectMayWriteAnything() {
    assertEquals(Set.of("orders", "items"), written(DbtCommand.RUN, new ModelSelection.AllModels(), "--select", "tag:nightly"));
    assertEquals(Set.of("orders", "items"), written(DbtCommand.RUN, new ModelSelection.AllModels(), "--fail-fast"));
  }

  @Test
  void severalStepsWriteWhatEachOfThemDoes() {
    DbtStep left = new DbtStep(DbtCommand.RUN, DbtArguments.NONE, false, Optional.of(new ModelSelection.SelectedModels(List.of("items"))));
    RunOrder order = new RunOrder(RunType.MANUAL, List.of(DbtStep.of(DbtCommand.SOURCE_FRESHNESS), DbtStep.of(DbtCommand.SEED), left,
        DbtStep.of(DbtCommand.TEST)), new ModelSelection.AllModels(), "{}", 4, Duration.ofMinutes(1));

    assertEquals(Set.of("countries", "items"), WrittenRelations.of(order, SHOP, WarehouseType.POSTGRES).stream()
        .map(Relation::identifier).collect(Collectors.toSet()));
  }

  @Test
  void aFileOfDuckDbIsTakenAsAWholeAlsoByTests() {
    RunOrder order = new RunOrder(
        RunType.MANUAL, DbtCommand.TEST, new ModelSelection.AllModels(), false, "{}", DbtArguments.NONE, 4, Duration.ofMinutes(1));

    assertEquals(Set.of(WrittenRelations.WHOLE), WrittenRelations.of(order, SHOP, WarehouseType.DUCKDB));
  }

  private static Set<String> written(DbtCommand command, ModelSelection selection, String... arguments) {
    RunOrder order = new RunOrder(
        RunType.MANUAL, command, selection, false, "{}", DbtArguments.of(Arrays.asList(arguments)), 4, Duration.ofMinutes(1));
    return WrittenRelations.of(order, SHOP, WarehouseType.POSTGRES).stream().map(Relation::identifier).collect(Collectors.toSet());
  }

  private static Model node(ResourceType type, String name) {
    return new Model(type.dbtName() + ".shop." + name, type, name, List.of("shop", name), name + ".sql", Optional.of("table"), List.of(),
        List.of(), Optional.of(new Relation("shop", "main", name)), "");
  }
}
