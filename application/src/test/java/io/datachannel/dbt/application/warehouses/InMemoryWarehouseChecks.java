package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The jobs in a map. */
public final class InMemoryWarehouseChecks implements WarehouseChecks {
  private final TreeMap<Integer, Row> rows = new TreeMap<>();
  private final InstantSource clock;
  private int last;

  /** @param clock tells when leases are over */
  public InMemoryWarehouseChecks(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized WarehouseCheckId add(AccountId account, WarehouseId warehouse, Instant requestedAt) {
    rows.values().removeIf(row -> row.check.warehouse().equals(warehouse)
        && row.check.finishedAt().filter(end -> end.isBefore(requestedAt.minus(KEPT))).isPresent());
    WarehouseCheckId id = new WarehouseCheckId(++last);
    rows.put(id.value(), new Row(new WarehouseCheck(id, account, warehouse, CheckState.QUEUED, "", Optional.empty(),
        requestedAt, Optional.empty()), new Lease("", 0), Instant.EPOCH));
    return id;
  }

  @Override
  public synchronized Optional<WarehouseCheck> find(AccountId account, WarehouseId warehouse, WarehouseCheckId id) {
    return Optional.ofNullable(rows.get(id.value())).map(Row::check)
        .filter(check -> check.account().equals(account) && check.warehouse().equals(warehouse));
  }

  @Override
  public synchronized Optional<WarehouseCheck> queued(AccountId account, WarehouseId warehouse) {
    return rows.values().stream().map(Row::check).filter(check -> check.state() == CheckState.QUEUED
        && check.account().equals(account) && check.warehouse().equals(warehouse)).findFirst();
  }

  private long running(AccountId account) {
    return rows.values().stream().filter(row -> row.check.account().equals(account) && row.check.state() == CheckState.RUNNING).count();
  }

  @Override
  public synchronized Optional<ClaimedCheck> claim(String owner, Duration duration) {
    Optional<Row> oldest = rows.values().stream().filter(row -> row.check.state() == CheckState.QUEUED)
        .min(Comparator.comparing((Row row) -> running(row.check.account())).thenComparing(row -> row.check.requestedAt()).thenComparing(row -> row.check.id().value()));
    return oldest.map(row -> {
      Lease lease = new Lease(owner, row.lease.fencingNumber() + 1);
      WarehouseCheck old = row.check;
      WarehouseCheck running = new WarehouseCheck(old.id(), old.account(), old.warehouse(), CheckState.RUNNING, old.step(),
          old.failure(), old.requestedAt(), old.finishedAt());
      rows.put(old.id().value(), new Row(running, lease, clock.instant().plus(duration)));
      return new ClaimedCheck(running, lease);
    });
  }

  @Override
  public synchronized int renew(WarehouseCheckId id, Lease lease, Duration duration) {
    return replace(id, lease, row -> new Row(row.check, lease, clock.instant().plus(duration)));
  }

  @Override
  public synchronized int save(WarehouseCheck check, Lease lease) {
    return replace(check.id(), lease, row -> new Row(check, lease, row.until));
  }

  @Override
  public synchronized int failExpired(Instant at) {
    Instant now = clock.instant();
    var expired = rows.values().stream()
        .filter(row -> row.check.state() == CheckState.RUNNING && row.until.isBefore(now)).toList();
    expired.forEach(row -> rows.put(row.check.id().value(), new Row(lost(row.check, at), row.lease, row.until)));
    return expired.size();
  }

  private int replace(WarehouseCheckId id, Lease lease, UnaryOperator<Row> change) {
    Optional<Row> held = Optional.ofNullable(rows.get(id.value()))
        .filter(row -> row.check.state() == CheckState.RUNNING && row.lease.equals(lease));
    held.ifPresent(row -> rows.put(id.value(), change.apply(row)));
    return held.isPresent() ? 1 : 0;
  }

  private static WarehouseCheck lost(WarehouseCheck old, Instant at) {
    Failure failure = Failure.of(FailureCode.RUN_LOST, "The copy of the service that did this check stopped answering.");
    return new WarehouseCheck(old.id(), old.account(), old.warehouse(), CheckState.FAILED, old.step(),
        Optional.of(failure), old.requestedAt(), Optional.of(at));
  }

  private record Row(WarehouseCheck check, Lease lease, Instant until) {}
}
