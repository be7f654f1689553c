package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The warehouses in a map. */
public final class InMemoryWarehouses implements Warehouses {
  private final ConcurrentSkipListMap<Long, Warehouse> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();

  /** The next reads fail as those of a database that is away. */
  public void beAwayFor(int reads) {
    failures.set(reads);
  }

  @Override
  public WarehouseId add(AccountId account, String name, WarehouseConnection connection) {
    WarehouseId id = new WarehouseId(lastId.incrementAndGet());
    rows.put(id.value(), new Warehouse(id, account, name, connection, 1));
    return id;
  }

  @Override
  public Optional<Warehouse> find(AccountId account, WarehouseId id) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The database is away.", new IllegalStateException("on purpose"));
    }
    return Optional.ofNullable(rows.get(id.value())).filter(row -> row.account().equals(account));
  }

  @Override
  public Optional<Warehouse> lock(AccountId account, WarehouseId id) {
    return find(account, id);
  }

  @Override
  public int update(Warehouse next) {
    Optional<Warehouse> before = find(next.account(), next.id()).filter(row -> row.revision() == next.revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), next));
    return before.isPresent() ? 1 : 0;
  }

  @Override
  public int delete(AccountId account, WarehouseId id) {
    Optional<Warehouse> found = find(account, id);
    found.ifPresent(row -> rows.remove(row.id().value()));
    return found.isPresent() ? 1 : 0;
  }

  @Override
  public List<Warehouse> list(AccountId account, Page page) {
    return rows.values().stream()
        .filter(row -> row.account().equals(account) && row.id().value() > page.after()).limit(page.limit()).toList();
  }
}
