package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.InstantSource;

/** Queues the job that tests a warehouse; the first one of a type builds an environment, which takes longer than a caller would wait. */
public final class RequestWarehouseCheck {
  private final Warehouses warehouses;
  private final WarehouseChecks checks;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final InstantSource clock;

  public RequestWarehouseCheck(
      Warehouses warehouses, WarehouseChecks checks, UnitOfWork work, WorkSignal signal, InstantSource clock) {
    this.warehouses = warehouses;
    this.checks = checks;
    this.work = work;
    this.signal = signal;
    this.clock = clock;
  }

  /**
   * The job that is to test the warehouse as it is now: a new one, or one that waits already, for however often an impatient user asks,
   * one answer is all that comes of it.
   *
   * @throws NotFound when the account has no such warehouse
   */
  public WarehouseCheck request(Caller caller, WarehouseId id) {
    WarehouseCheck queued = work.inTransaction(() -> {
      warehouses.lock(caller.account(), id).orElseThrow(() -> NotFound.of("warehouse", id.value()));
      return checks.queued(caller.account(), id).orElseGet(() -> added(caller, id));
    });
    signal.workIsQueued();
    return queued;
  }

  private WarehouseCheck added(Caller caller, WarehouseId id) {
    WarehouseCheckId check = checks.add(caller.account(), id, clock.instant());
    return checks.find(caller.account(), id, check).orElseThrow();
  }
}
