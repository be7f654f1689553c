package io.datachannel.dbt.domain.schedule;

import static io.datachannel.dbt.domain.schedule.Shop.ALL;
import static io.datachannel.dbt.domain.schedule.Shop.COLLECTION;
import static io.datachannel.dbt.domain.schedule.Shop.FINANCE;
import static io.datachannel.dbt.domain.schedule.Shop.financeWithout;
import static io.datachannel.dbt.domain.schedule.Shop.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.Cadence.EveryHours;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleCommand.Pause;
import io.datachannel.dbt.domain.schedule.ScheduleCommand.Remove;
import io.datachannel.dbt.domain.schedule.ScheduleCommand.Resume;
import io.datachannel.dbt.domain.schedule.ScheduleCommand.TakeOut;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleChangesTest {
  private final Shop shop = new Shop();

  @Test
  void aNewScheduleIsActiveAndTheOneThatWasSetLast() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId all = shop.set(ALL);

    assertTrue(shop.schedule(all).setOrder() > shop.schedule(orders).setOrder());
    assertEquals(List.of(new ScheduleEffect.Added(shop.schedule(all))), shop.effects());
    assertEquals(ScheduleStatus.ACTIVE, shop.schedule(all).status());
  }

  @Test
  void aProjectHasOneScheduleForATargetAndSettingItAgainReplacesIt() {
    ScheduleId all = shop.set(ALL);
    shop.set(on("orders"));
    shop.change(new Pause(all));
    Schedule before = shop.schedule(all);
    ScheduleDefinition hourly = new ScheduleDefinition(ALL, Timing.of(new EveryHours(1, 0, 0)), ScheduledWork.STANDARD);

    ScheduleId again = shop.set(hourly, false);

    assertEquals(all, again);
    assertEquals(2, shop.schedules().size());
    assertEquals(hourly, shop.schedule(all).definition());
    assertEquals(ScheduleStatus.ACTIVE, shop.schedule(all).status());
    assertEquals(before.revision() + 1, shop.schedule(all).revision());
    assertEquals(List.of(new ScheduleEffect.Replaced(before, shop.schedule(all))), shop.effects());
    assertEquals(Optional.of(all), shop.governorOf("orders"));
  }

  @Test
  void theOrderInWhichModelsAreNamedIsNoOtherTarget() {
    assertEquals(shop.set(on("orders", "customers")), shop.set(on("customers", "orders")));
  }

  @Test
  void removingTheProjectLevelScheduleRevivesWhatItHadOverridden() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId all = shop.set(ALL);

    shop.change(new Remove(all));

    assertEquals(Optional.of(orders), shop.governorOf("orders"));
    assertEquals(Optional.empty(), shop.governorOf("customers"));
  }

  @Test
  void removingAScheduleGivesEachModelToTheNewestRemainingOneThatCoversIt() {
    ScheduleId all = shop.set(ALL);
    ScheduleId finance = shop.set(COLLECTION);
    ScheduleId two = shop.set(on("orders", "payments"));

    shop.change(new Remove(two));

    assertEquals(Optional.of(finance), shop.governorOf("payments"));
    assertEquals(Optional.of(all), shop.governorOf("orders"));
  }

  @Test
  void whoeverDoesNotWantTheOverriddenBackDiscardsThem() {
    ScheduleId orders = shop.set(on("orders"));
    ScheduleId finance = shop.set(COLLECTION);
    ScheduleId all = shop.setAndDiscard(ALL);

    assertEquals(Set.of(ALL), shop.targets());
    assertEquals(List.of(all, orders, finance), shop.effects().stream().map(effect -> effect.schedule().id()).toList());
    assertInstanceOf(ScheduleEffect.Deleted.class, shop.effects().getLast());
  }

  @Test
  void onlyWhatIsOverriddenCompletelyIsDiscarded() {
    ScheduleId all = shop.set(ALL);
    ScheduleId two = shop.set(on("orders", "payments"));
    shop.set(on("payments"));

    shop.setAndDiscard(COLLECTION);

    assertEquals(Set.of(ALL, on("orders", "payments"), COLLECTION), shop.targets());
    assertEquals(Set.of("orders"), shop.standing(two).governed());
    assertEquals(Set.of("customers"), shop.standing(all).governed());
  }

  @Test
  void takingAModelOutOfACollectionsScheduleMakesItAPartOfTheCollection() {
    ScheduleId all = shop.set(ALL);
    ScheduleId finance = shop.set(COLLECTION);

    shop.change(new TakeOut(finance, "refunds"));

    assertEquals(financeWithout("refunds"), shop.schedule(finance).target());
    assertEquals(Optional.of(all), shop.governorOf("refunds"));
    assertEquals(Optional.of(finance), shop.governorOf("payments"));
    assertInstanceOf(ScheduleEffect.Changed.class, shop.effects().getFirst());
  }

  @Test
  void aSecondOneMakesThePartSmaller() {
    ScheduleId finance = shop.set(COLLECTION);

    shop.change(new TakeOut(finance, "refunds")).change(new TakeOut(finance, "payments"));

    assertEquals(financeWithout("payments", "refunds"), shop.schedule(finance).target());
    assertEquals(Governance.State.IDLE, shop.standing(finance).state());
  }

  @Test
  void takingTheLastOfSeveralModelsOutRemovesTheSchedule() {
    ScheduleId two = shop.set(on("orders", "customers"));

    shop.change(new TakeOut(two, "orders"));
    assertEquals(on("customers"), shop.schedule(two).target());

    shop.change(new TakeOut(two, "customers"));
    assertEquals(List.of(), shop.schedules());
  }

  @Test
  void whenASmallerTargetIsThatOfAnotherScheduleTheOneSetLastStays() {
    ScheduleId customers = shop.set(on("customers"));
    ScheduleId two = shop.set(on("orders", "customers"));
    shop.change(new TakeOut(two, "orders"));
    assertEquals(List.of(two), ids());
    assertEquals(customers, shop.effects().getLast().schedule().id());

    ScheduleId part = shop.set(COLLECTION);
    ScheduleId newer = shop.set(financeWithout("refunds"));
    shop.change(new TakeOut(part, "refunds"));
    assertEquals(List.of(two, newer), ids());
  }

  @Test
  void aModelCannotBeTakenOutOfAllModelsNorOutOfATargetThatDoesNotHoldIt() {
    ScheduleId all = shop.set(ALL);
    ScheduleId finance = shop.set(new ScheduleTarget.WholeCollection(FINANCE));

    assertEquals("model", assertThrows(InvalidInput.class, () -> shop.change(new TakeOut(all, "orders"))).field());
    assertEquals("model", assertThrows(InvalidInput.class, () -> shop.change(new TakeOut(finance, "orders"))).field());
  }

  @Test
  void pausingTwiceIsPausingOnceAndResumingActivates() {
    ScheduleId all = shop.set(ALL);

    Schedule paused = shop.change(new Pause(all)).schedule(all);
    assertTrue(paused.isPaused());
    assertEquals(paused, shop.change(new Pause(all)).schedule(all));
    assertEquals(ScheduleStatus.ACTIVE, shop.change(new Resume(all)).schedule(all).status());
  }

  @Test
  void aScheduleThatIsNotThereIsUnknown() {
    ScheduleId other = new ScheduleId(99);

    for (ScheduleCommand command : List.of(new Remove(other), new Pause(other), new Resume(other), new TakeOut(other, "orders"))) {
      assertEquals(new ScheduleChange.Unknown(other), ScheduleChanges.change(shop.schedules(), command, shop.project()));
    }
  }

  private List<ScheduleId> ids() {
    return shop.schedules().stream().map(Schedule::id).toList();
  }
}
