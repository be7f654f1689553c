package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import java.util.Optional;

/** The warehouses; their secret fields are sealed at rest. */
public interface Warehouses {

  WarehouseId add(AccountId account, String name, WarehouseConnection connection);

  Optional<Warehouse> find(AccountId account, WarehouseId id);

  /** As {@link #find}, with the row locked until the end of the transaction around this call. */
  Optional<Warehouse> lock(AccountId account, WarehouseId id);

  /**
   * Writes the next revision of a warehouse.
   *
   * @return the rows changed: 0 when the revision before it is not the newest any more
   */
  int update(Warehouse next);

  /** @return the rows deleted */
  int delete(AccountId account, WarehouseId id);

  /** By id, ascending. */
  List<Warehouse> list(AccountId account, Page page);
}
