package io.datachannel.dbt.domain.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceSelectorsTest {
  private static final List<Model> SHOP = List.of(
      model("orders", "source.shop.raw.orders", "model.shop.customers"),
      model("customers", "source.shop.crm.people"),
      model("totals", "model.shop.orders", "model.shop.gone", "source.shop.raw.orders"),
      model("alone"));

  @Test
  void theSourcesOfANodeAreThoseThatAnyOfItsAncestorsReads() {
    assertEquals(List.of("source:shop.crm.people", "source:shop.raw.orders"),
        SourceSelectors.of(new ModelSelection.SelectedModels(List.of("totals")), SHOP));
    assertEquals(List.of("source:shop.crm.people"),
        SourceSelectors.of(new ModelSelection.AllModelsExcept(List.of("orders", "model.shop.totals")), SHOP));
  }

  @Test
  void aNodeMayComeFromNoSource() {
    assertEquals(List.of(), SourceSelectors.of(new ModelSelection.SelectedModels(List.of("alone", "gone")), SHOP));
  }

  private static Model model(String name, String... parents) {
    return new Model("model.shop." + name, ResourceType.MODEL, name, List.of("shop", name), name + ".sql", Optional.of("table"),
        List.of(parents), List.of(), Optional.empty(), "");
  }
}
