package io.datachannel.dbt.domain.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolvedSelectionTest {
  private static final Model ORDERS = node("model.shop.orders", "models/orders.sql", "shop", "orders");
  private static final Model TOP = node("model.shop.top", "models/staging/top.sql", "shop", "staging", "top");

  @Test
  void aNodeIsSelectedByItsFullyQualifiedName() {
    assertEquals(new ResolvedSelection.Nodes(List.of("shop.staging.top"), List.of("nosuch")),
        resolve(List.of(ORDERS, TOP), "top", "nosuch"));
  }

  @Test
  void nameAndUniqueIdOfANodeSelectItOnce() {
    assertEquals(new ResolvedSelection.Nodes(List.of("shop.orders"), List.of()), resolve(List.of(ORDERS, TOP), "orders", "model.shop.orders"));
  }

  @Test
  void aModelWithAFolderOfItsNameIsNarrowedToItsFile() {
    Model below = node("model.shop.items", "models/orders/items.sql", "shop", "orders", "items");

    assertEquals(List.of("fqn:shop.orders,package:shop,file:orders.sql"), selectors(List.of(ORDERS, below), "orders"));
    assertEquals(List.of("shop.orders.items"), selectors(List.of(ORDERS, below), "items"));
  }

  @Test
  void aModelWithUnitTestsBesideItIsNarrowedToItsFile() {
    Model unitTest = node("unit_test.shop.orders.u", "models/my schema,1.yml", "shop", "orders", "u");
    Model below = node("model.shop.v", "models/orders/u/v.sql", "shop", "orders", "u", "v");

    assertEquals(List.of("fqn:shop.orders,package:shop,file:orders.sql"), selectors(List.of(ORDERS, unitTest), "orders"));
    assertEquals(List.of("fqn:shop.orders.u,package:shop,file:my?schema?1.yml"),
        selectors(List.of(ORDERS, unitTest, below), "unit_test.shop.orders.u"));
  }

  @Test
  void theSameNameInAFolderOfAnotherPackageIsToldApart() {
    Model other = node("model.lib.orders", "models/shop/orders.sql", "lib", "shop", "orders");

    assertEquals(List.of("fqn:shop.orders,package:shop,file:orders.sql"), selectors(List.of(ORDERS, other), "model.shop.orders"));
    assertEquals(List.of("lib.shop.orders"), selectors(List.of(ORDERS, other), "model.lib.orders"));
  }

  private static Model node(String uniqueId, String path, String... fqn) {
    return new Model(uniqueId, ResourceType.MODEL, fqn[fqn.length - 1], List.of(fqn), path, Optional.empty(), List.of(), List.of(),
        Optional.empty(), "");
  }

  private static ResolvedSelection resolve(List<Model> models, String... names) {
    return ResolvedSelection.resolve(new ModelSelection.SelectedModels(List.of(names)), models);
  }

  private static List<String> selectors(List<Model> models, String... names) {
    return ((ResolvedSelection.Nodes) resolve(models, names)).selectors();
  }
}
