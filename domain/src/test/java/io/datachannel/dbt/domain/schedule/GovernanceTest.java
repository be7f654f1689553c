package io.datachannel.dbt.domain.schedule;

import static io.datachannel.dbt.domain.schedule.Shop.ALL;
import static io.datachannel.dbt.domain.schedule.Shop.COLLECTION;
import static io.datachannel.dbt.domain.schedule.Shop.financeWithout;
import static io.datachannel.dbt.domain.schedule.Shop.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.schedule.Governance.State;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GovernanceTest {
  private final Shop shop = new Shop();

  @Test
  void aModelThatNoScheduleCoversIsGovernedByNone() {
    shop.set(on("orders"));

    assertEquals(Optional.empty(), shop.governorOf("customers"));
  }

  @Test
  void aProjectLevelScheduleSetAfterModelSchedulesOverridesThem() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId all = shop.set(ALL);

    assertEquals(Optional.of(all), shop.governorOf("orders"));
    assertEquals(new Governance.Standing(State.OVERRIDDEN, Set.of(), Map.of("orders", all), Set.of()), shop.standing(orders));
    assertEquals(Set.of(all), shop.standing(orders).overriders());
    assertEquals(run(new ModelSelection.AllModels()), shop.selection(all));
  }

  @Test
  void anOverriddenScheduleDoesNotFireAndSaysWhy() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId all = shop.set(ALL);

    ScheduledSelection.Nothing nothing = assertInstanceOf(ScheduledSelection.Nothing.class, shop.selection(orders));
    assertTrue(nothing.reason().contains("governed by schedules that were set later: " + all.value()), nothing.reason());
  }

  @Test
  void aModelScheduleSetAfterAProjectLevelOneTakesOnlyItsOwnModelsOut() {
    ScheduleId all = shop.set(ALL);
    ScheduleId orders = shop.set(on("orders"));

    assertEquals(Optional.of(orders), shop.governorOf("orders"));
    assertEquals(Optional.of(all), shop.governorOf("customers"));
    assertEquals(State.PARTLY_OVERRIDDEN, shop.standing(all).state());
    assertEquals(run(new ModelSelection.AllModelsExcept(List.of("orders"))), shop.selection(all));
    assertEquals(run(new ModelSelection.SelectedModels(List.of("orders"))), shop.selection(orders));
  }

  @Test
  void modelsOfACollectionShareOneScheduleAndOneRun() {
    ScheduleId finance = shop.set(COLLECTION);

    assertEquals(new Governance.Standing(State.GOVERNING, Set.of("payments", "refunds"), Map.of(), Set.of()), shop.standing(finance));
    assertEquals(run(new ModelSelection.SelectedModels(List.of("payments", "refunds"))), shop.selection(finance));
  }

  @Test
  void aPartOfACollectionIsTheCollectionWithoutNamedModels() {
    ScheduleId part = shop.set(financeWithout("refunds"));

    assertEquals(Set.of("payments"), shop.standing(part).governed());
    assertEquals(Optional.empty(), shop.governorOf("refunds"));
  }

  @Test
  void aModelThatJoinsOrLeavesACollectionJoinsOrLeavesItsScheduleAtOnce() {
    ScheduleId all = shop.set(ALL);
    ScheduleId finance = shop.set(COLLECTION);

    shop.withFinance("orders", "payments");

    assertEquals(Optional.of(finance), shop.governorOf("orders"));
    assertEquals(Optional.of(all), shop.governorOf("refunds"));
  }

  @Test
  void aNewModelOfTheRepositoryIsCoveredByAllModels() {
    ScheduleId all = shop.set(ALL);

    assertEquals(Optional.of(all), shop.withModel("shipments").governorOf("shipments"));
  }

  @Test
  void aDeletedModelIsDroppedAndNamed() {
    ScheduleId two = shop.set(on("orders", "customers"));
    ScheduleId finance = shop.set(COLLECTION);

    shop.withoutModel("orders").withoutModel("refunds");

    assertEquals(new Governance.Standing(State.GOVERNING, Set.of("customers"), Map.of(), Set.of("orders")), shop.standing(two));
    assertEquals(Set.of("refunds"), shop.standing(finance).vanished());
    assertEquals(run(new ModelSelection.SelectedModels(List.of("customers"))), shop.selection(two));
  }

  @Test
  void aScheduleLeftWithNoModelIsIdle() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId finance = shop.set(COLLECTION);

    shop.withoutModel("orders").withFinance();

    assertEquals(State.IDLE, shop.standing(orders).state());
    assertEquals(State.IDLE, shop.standing(finance).state());
    assertEquals(new ScheduledSelection.Nothing("Nothing ran: the project has none of the schedule's models (any more): orders."),
        shop.selection(orders));
    assertEquals(new ScheduledSelection.Nothing("Nothing ran: the schedule covers no model of the project."), shop.selection(finance));
  }

  @Test
  void aPausedScheduleKeepsItsModels() {
    ScheduleId all = shop.set(ALL);
    ScheduleId orders = shop.set(on("orders"));

    shop.change(new ScheduleCommand.Pause(orders));

    assertEquals(Optional.of(orders), shop.governorOf("orders"));
    assertEquals(run(new ModelSelection.AllModelsExcept(List.of("orders"))), shop.selection(all));
  }

  @Test
  void allModelsWithEachTakenOutIsNothing() {
    ScheduleId all = shop.set(ALL);
    shop.set(on("orders", "customers"));
    shop.set(COLLECTION);

    assertEquals(State.OVERRIDDEN, shop.standing(all).state());
    assertInstanceOf(ScheduledSelection.Nothing.class, shop.selection(all));
  }

  @Test
  void beforeTheFirstRefreshAllModelsAreEverything() {
    ScheduleId all = shop.set(ALL);
    List.of("orders", "customers", "payments", "refunds").forEach(shop::withoutModel);

    assertEquals(run(new ModelSelection.AllModels()), shop.selection(all));
  }

  private static ScheduledSelection run(ModelSelection selection) {
    return new ScheduledSelection.Run(selection);
  }
}
