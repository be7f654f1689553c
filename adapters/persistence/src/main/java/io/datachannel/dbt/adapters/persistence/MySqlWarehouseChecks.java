package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.warehouses.WarehouseCheck;
import io.datachannel.dbt.application.warehouses.WarehouseChecks;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_warehouse_checks}. */
public final class MySqlWarehouseChecks implements WarehouseChecks {
  private final Session session;

  public MySqlWarehouseChecks(Database database) {
    this.session = database.session();
  }

  @Override
  public WarehouseCheckId add(AccountId account, WarehouseId warehouse, Instant requestedAt) {
    session.change(WarehouseCheckStatements.FORGET, Values.of("account", account.value()).with("warehouse", warehouse.value())
        .with("before", requestedAt.minus(KEPT)));
    return new WarehouseCheckId(Math.toIntExact(session.add(WarehouseCheckStatements.ADD,
        Values.of("account", account.value()).with("warehouse", warehouse.value()).with("requested_at", requestedAt))));
  }

  @Override
  public Optional<WarehouseCheck> find(AccountId account, WarehouseId warehouse, WarehouseCheckId id) {
    return session.one(WarehouseCheckStatements.FIND,
        Values.of("id", id.value()).with("account", account.value()).with("warehouse", warehouse.value()), MySqlWarehouseChecks::read);
  }

  @Override
  public Optional<WarehouseCheck> queued(AccountId account, WarehouseId warehouse) {
    return session.one(WarehouseCheckStatements.QUEUED,
        Values.of("account", account.value()).with("warehouse", warehouse.value()), MySqlWarehouseChecks::read);
  }

  @Override
  public Optional<ClaimedCheck> claim(String owner, Duration lease) {
    return session.inTransaction(() -> session.all(WarehouseCheckStatements.NEXT, new Values(), row -> row.integer("id")).stream()
        .flatMap(id -> session.one(WarehouseCheckStatements.LOCK_FREE, Values.of("id", id), row -> new ClaimedCheck(
            read(row), new Lease(owner, row.number("fencing_number") + 1))).stream())
        .findFirst()
        .map(next -> {
          session.change(WarehouseCheckStatements.CLAIM, held(next.check().id(), next.lease()).with("micros", Leases.micros(lease)));
          return new ClaimedCheck(running(next.check()), next.lease());
        }));
  }

  @Override
  public int renew(WarehouseCheckId id, Lease lease, Duration duration) {
    return session.change(WarehouseCheckStatements.RENEW, held(id, lease).with("micros", Leases.micros(duration)));
  }

  @Override
  public int save(WarehouseCheck check, Lease lease) {
    return session.change(WarehouseCheckStatements.SAVE, held(check.id(), lease)
        .with("state", check.state())
        .with("step", check.step())
        .with("failure_code", check.failure().map(Failure::code))
        .with("failure_message", check.failure().map(failure -> ColumnText.text(failure.message())))
        .with("failure_detail", check.failure().map(failure -> ColumnText.text(failure.detail())))
        .with("finished_at", check.finishedAt()));
  }

  @Override
  public int failExpired(Instant at) {
    return session.change(WarehouseCheckStatements.FAIL_EXPIRED, Values.of("at", at)
        .with("failure_code", FailureCode.RUN_LOST)
        .with("failure_message", "The copy of the service that did this test stopped answering. Start the test again."));
  }

  private static Values held(WarehouseCheckId id, Lease lease) {
    return Values.of("id", id.value()).with("owner", lease.owner()).with("fencing_number", lease.fencingNumber());
  }

  private static WarehouseCheck running(WarehouseCheck queued) {
    return new WarehouseCheck(queued.id(), queued.account(), queued.warehouse(), CheckState.RUNNING, queued.step(),
        queued.failure(), queued.requestedAt(), queued.finishedAt());
  }

  private static WarehouseCheck read(Row row) {
    Optional<Failure> failure = row.optionalText("failure_code").map(code -> new Failure(
        FailureCode.stored(code), row.text("failure_message"), row.text("failure_detail")));
    return new WarehouseCheck(new WarehouseCheckId(row.integer("id")), new AccountId(row.number("account_id")),
        new WarehouseId(row.number("data_warehouse_id")), CheckState.valueOf(row.text("state")), row.text("step"),
        failure, row.instant("requested_at"), row.optionalInstant("finished_at"));
  }
}
