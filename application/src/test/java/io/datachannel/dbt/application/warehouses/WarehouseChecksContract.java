package io.datachannel.dbt.application.warehouses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.warehouses.WarehouseChecks.ClaimedCheck;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link WarehouseChecks} does. */
public abstract class WarehouseChecksContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant ASKED_AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant ENDED_AT = ASKED_AT.plusSeconds(30);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  protected abstract WarehouseChecks checks();

  /** A warehouse of the account, as far as the store needs it. */
  protected abstract WarehouseId aWarehouse(AccountId account);

  @Test
  public void aWarehouseCheckBeginsQueued() {
    WarehouseId warehouse = aWarehouse(OURS);
    WarehouseCheckId id = checks().add(OURS, warehouse, ASKED_AT);

    assertEquals(Optional.of(new WarehouseCheck(id, OURS, warehouse, CheckState.QUEUED, "", Optional.empty(), ASKED_AT,
        Optional.empty())), checks().find(OURS, warehouse, id));
  }

  @Test
  public void neitherAnotherAccountNorAnotherWarehouseFindsIt() {
    WarehouseId warehouse = aWarehouse(OURS);
    WarehouseCheckId id = checks().add(OURS, warehouse, ASKED_AT);

    assertEquals(Optional.empty(), checks().find(ANOTHER, warehouse, id));
    assertEquals(Optional.empty(), checks().find(OURS, new WarehouseId(warehouse.value() + 1), id));
  }

  @Test
  public void theOneThatWaitedLongestIsClaimedOnce() {
    WarehouseId warehouse = aWarehouse(OURS);
    WarehouseCheckId newer = checks().add(OURS, warehouse, ASKED_AT.plusSeconds(1));
    WarehouseCheckId older = checks().add(OURS, warehouse, ASKED_AT);

    ClaimedCheck first = checks().claim("copy-a", LONG).orElseThrow();
    ClaimedCheck second = checks().claim("copy-b", LONG).orElseThrow();

    assertEquals(older, first.check().id());
    assertEquals(CheckState.RUNNING, first.check().state());
    assertEquals(new Lease("copy-a", 1), first.lease());
    assertEquals(newer, second.check().id());
    assertEquals(Optional.empty(), checks().claim("copy-c", LONG));
    assertEquals(Optional.of(first.check()), checks().find(OURS, warehouse, older));
  }

  @Test
  public void theAccountsTakeTurnsHoweverManyOfOneWait() {
    WarehouseCheckId first = checks().add(OURS, aWarehouse(OURS), ASKED_AT);
    WarehouseCheckId second = checks().add(OURS, aWarehouse(OURS), ASKED_AT.plusSeconds(1));
    WarehouseCheckId theirs = checks().add(ANOTHER, aWarehouse(ANOTHER), ASKED_AT.plusSeconds(2));

    for (WarehouseCheckId expected : List.of(first, theirs, second)) {
      assertEquals(Optional.of(expected), checks().claim("copy-a", LONG).map(ClaimedCheck::check).map(WarehouseCheck::id));
    }
  }

  @Test
  public void whatWasFoundOutIsSaved() {
    WarehouseId warehouse = aWarehouse(OURS);
    checks().add(OURS, warehouse, ASKED_AT);
    ClaimedCheck claimed = checks().claim("copy-a", LONG).orElseThrow();
    WarehouseCheck failed = new WarehouseCheck(claimed.check().id(), OURS, warehouse, CheckState.FAILED, "DBT",
        Optional.of(new Failure(FailureCode.WAREHOUSE_UNREACHABLE, "Mend 'host \"x\"' 🦆", "Traceback\n\\ é")), ASKED_AT,
        Optional.of(ENDED_AT));

    assertEquals(1, checks().save(failed, claimed.lease()));
    assertEquals(Optional.of(failed), checks().find(OURS, warehouse, failed.id()));
  }

  @Test
  public void aLostLeaseNeitherSavesNorRenews() {
    WarehouseId warehouse = aWarehouse(OURS);
    checks().add(OURS, warehouse, ASKED_AT);
    WarehouseCheck running = checks().claim("copy-a", LONG).orElseThrow().check();

    for (Lease lost : new Lease[] {new Lease("copy-a", 0), new Lease("copy-b", 1)}) {
      assertEquals(0, checks().save(ended(running, "STALE"), lost));
      assertEquals(0, checks().renew(running.id(), lost, LONG));
    }
    assertEquals(Optional.of(running), checks().find(OURS, warehouse, running.id()));
  }

  @Test
  public void onlyTheOneWhoseLeaseIsOverIsFailed() {
    WarehouseId warehouse = aWarehouse(OURS);
    WarehouseCheckId left = checks().add(OURS, warehouse, ASKED_AT);
    checks().claim("copy-a", OVER);
    WarehouseCheckId alive = checks().add(OURS, warehouse, ASKED_AT);
    checks().claim("copy-b", LONG);
    WarehouseCheckId waiting = checks().add(OURS, warehouse, ASKED_AT);

    assertEquals(1, checks().failExpired(ENDED_AT));

    WarehouseCheck lost = checks().find(OURS, warehouse, left).orElseThrow();
    assertEquals(CheckState.FAILED, lost.state());
    assertEquals(Optional.of(FailureCode.RUN_LOST), lost.failure().map(Failure::code));
    assertEquals(Optional.of(ENDED_AT), lost.finishedAt());
    assertEquals(CheckState.RUNNING, checks().find(OURS, warehouse, alive).orElseThrow().state());
    assertEquals(CheckState.QUEUED, checks().find(OURS, warehouse, waiting).orElseThrow().state());
  }

  @Test
  public void aRenewedLeaseLives() {
    WarehouseId warehouse = aWarehouse(OURS);
    checks().add(OURS, warehouse, ASKED_AT);
    ClaimedCheck claimed = checks().claim("copy-a", OVER).orElseThrow();

    assertEquals(1, checks().renew(claimed.check().id(), claimed.lease(), LONG));
    assertEquals(0, checks().failExpired(ENDED_AT));
  }

  @Test
  public void whatHasEndedIsNotChangedAnyMore() {
    WarehouseId warehouse = aWarehouse(OURS);
    checks().add(OURS, warehouse, ASKED_AT);
    ClaimedCheck claimed = checks().claim("copy-a", LONG).orElseThrow();
    checks().save(ended(claimed.check(), "DBT"), claimed.lease());

    assertEquals(0, checks().save(ended(claimed.check(), "LATE"), claimed.lease()));
    assertEquals(0, checks().renew(claimed.check().id(), claimed.lease(), LONG));
  }

  @Test
  public void theQueuedOneIsFoundUntilItIsClaimed() {
    WarehouseId warehouse = aWarehouse(OURS);
    assertEquals(Optional.empty(), checks().queued(OURS, warehouse));
    WarehouseCheckId id = checks().add(OURS, warehouse, ASKED_AT);

    assertEquals(Optional.of(id), checks().queued(OURS, warehouse).map(WarehouseCheck::id));
    assertEquals(Optional.empty(), checks().queued(ANOTHER, warehouse));
    checks().claim("copy-a", LONG);
    assertEquals(Optional.empty(), checks().queued(OURS, warehouse));
  }

  @Test
  public void whatEndedLongAgoIsForgottenByTheNextOne() {
    WarehouseId warehouse = aWarehouse(OURS);
    checks().add(OURS, warehouse, ASKED_AT);
    ClaimedCheck claimed = checks().claim("copy-a", LONG).orElseThrow();
    checks().save(ended(claimed.check(), "DBT"), claimed.lease());
    WarehouseCheckId old = claimed.check().id();

    WarehouseCheckId next = checks().add(OURS, warehouse, ENDED_AT.plus(WarehouseChecks.KEPT));
    assertTrue(checks().find(OURS, warehouse, old).isPresent());
    checks().add(OURS, warehouse, ENDED_AT.plus(WarehouseChecks.KEPT).plusSeconds(1));

    assertEquals(Optional.empty(), checks().find(OURS, warehouse, old));
    assertTrue(checks().find(OURS, warehouse, next).isPresent());
  }

  private static WarehouseCheck ended(WarehouseCheck running, String step) {
    return new WarehouseCheck(running.id(), running.account(), running.warehouse(), CheckState.SUCCESSFUL, step,
        Optional.empty(), running.requestedAt(), Optional.of(ENDED_AT));
  }
}
