package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RelationLocks.Holder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RelationLocks} does. */
public abstract class RelationLocksContract {
  private static final WarehouseId WAREHOUSE = new WarehouseId(7);
  private static final Relation ORDERS = new Relation("shop", "main", "orders");
  private static final Relation ITEMS = new Relation("shop", "main", "items");
  private static final Relation CUSTOMERS = new Relation("shop", "main", "customers");

  protected abstract RunStore store();

  protected abstract RelationLocks locks();

  @Test
  public void whatNobodyWritesIsTaken() {
    assertEquals(Optional.empty(), take(run(), ORDERS, ITEMS));
  }

  @Test
  public void aRunThatWritesNothingWaitsForNobody() {
    take(run(), ORDERS);

    assertEquals(Optional.empty(), take(run()));
  }

  @Test
  public void oneRelationInCommonIsEnoughToWait() {
    Run first = run();
    take(first, ORDERS, ITEMS);

    assertEquals(Optional.of(new Holder(first.id(), ITEMS)), take(run(), CUSTOMERS, ITEMS));
  }

  @Test
  public void namesThatDifferByCaseAloneAreOneRelation() {
    Run first = run();
    take(first, new Relation("SHOP", "Main", "ORDERS"));

    assertEquals(Optional.of(first.id()), take(run(), ORDERS).map(Holder::run));
  }

  @Test
  public void thePartsOfANameAreNotMixedUp() {
    take(run(), new Relation("a", "bc", "d"));

    assertEquals(Optional.empty(), take(run(), new Relation("ab", "c", "d")));
  }

  @Test
  public void otherWarehousesAndAccountsAreNotWaitedFor() {
    take(run(), ORDERS);
    Run elsewhere = run();
    Run stranger = added(aRun().in(new AccountId(2)).fresh());

    assertEquals(Optional.empty(), locks().take(elsewhere, new WarehouseId(8), List.of(ORDERS)));
    assertEquals(Optional.empty(), take(stranger, ORDERS));
  }

  @Test
  public void aRunTakesItsOwnRelationsAgain() {
    Run run = run();
    take(run, ORDERS);

    assertEquals(Optional.empty(), take(run, ORDERS, ITEMS));
  }

  @Test
  public void whatWasGivenUpIsTaken() {
    Run first = run();
    take(first, ORDERS);
    Run second = run();
    take(second, ORDERS);

    locks().release(first.id());

    assertEquals(Optional.empty(), take(second, ORDERS));
  }

  @Test
  public void whoeverWaitsHoldsNothingButIsNotOvertakenByLaterRuns() {
    Run writing = run();
    Run waiting = run();
    Run later = run();
    take(writing, ORDERS);
    take(waiting, ORDERS, ITEMS);

    assertEquals(Optional.of(new Holder(waiting.id(), ITEMS)), take(later, ITEMS));
  }

  @Test
  public void runsThatWriteTheSameWaitEachForTheOneBefore() {
    Run writing = run();
    Run second = run();
    Run third = run();
    take(writing, ORDERS);

    assertEquals(Optional.of(new Holder(writing.id(), ORDERS)), take(second, ORDERS));
    assertEquals(Optional.of(new Holder(second.id(), ORDERS)), take(third, ORDERS));
  }

  @Test
  public void anEarlierRunDoesNotWaitForTheWishOfALaterOne() {
    Run earlier = run();
    Run writing = run();
    Run later = run();
    take(writing, ORDERS);
    take(later, ORDERS, ITEMS);

    assertEquals(Optional.empty(), take(earlier, ITEMS));
  }

  @Test
  public void aWishThatIsMadeAgainTakesThePlaceOfTheOneBefore() {
    Run writing = run();
    Run waiting = run();
    take(writing, ORDERS);
    take(waiting, ORDERS, ITEMS);
    take(waiting, ORDERS);

    assertEquals(Optional.empty(), take(run(), ITEMS));
  }

  @Test
  public void aRunThatEndsGivesUpWhatItHas() {
    Run writing = claimed();
    take(writing, ORDERS);

    store().move(writing.id(), new RunState.Cancelled(RunBuilder.FINISHED_AT));

    assertEquals(Optional.empty(), take(run(), ORDERS));
  }

  @Test
  public void aRunThatIsQueuedAgainGivesUpWhatItHas() {
    Run writing = claimed();
    take(writing, ORDERS);

    store().move(writing.id(), new RunState.Queued(RunBuilder.QUEUED_AT));

    assertEquals(Optional.empty(), take(run(), ORDERS));
  }

  @Test
  public void aWaitingRunThatIsCancelledIsNotWaitedFor() {
    Run writing = run();
    Run waiting = run();
    take(writing, ORDERS);
    take(waiting, ORDERS, ITEMS);

    store().move(waiting.id(), new RunState.Cancelled(RunBuilder.FINISHED_AT));

    assertEquals(Optional.empty(), take(run(), ITEMS));
  }

  @Test
  public void whoeverWaitsIsClaimedAgainWhenTheOtherHasEnded() {
    Run writing = claimed();
    Run waiting = run();
    store().unitOfWork().inTransaction(() -> store().queue().block(waiting.id(), new QueuePlace.Wait(writing.id(), "shop.main.orders")));
    assertEquals(Optional.empty(), store().claim("copy-a", Duration.ofHours(1)));

    store().move(writing.id(), new RunState.Cancelled(RunBuilder.FINISHED_AT));

    assertEquals(Optional.of(waiting.id()), store().claim("copy-a", Duration.ofHours(1)).map(Run::id));
  }

  @Test
  public void manyRelationsAreTakenAtOnce() {
    Run first = run();
    Relation[] many = IntStream.range(0, 1000).mapToObj(number -> new Relation("shop", "main", "m" + number)).toArray(Relation[]::new);
    take(first, many);

    assertEquals(Optional.of(new Holder(first.id(), many[999])), take(run(), many[999]));
  }

  private Run run() {
    return added(aRun().fresh());
  }

  private Run claimed() {
    run();
    return store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
  }

  private Run added(NewRun fresh) {
    return store().runs().find(fresh.account(), store().runs().add(fresh)).orElseThrow().run();
  }

  private Optional<Holder> take(Run run, Relation... relations) {
    return store().unitOfWork().inTransaction(() -> locks().take(run, WAREHOUSE, Arrays.asList(relations)));
  }
}
