package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;

/** Step 1 of the specification: "Add a warehouse". */
public final class AddWarehouse {
  private final Warehouses warehouses;
  private final UnitOfWork work;

  public AddWarehouse(Warehouses warehouses, UnitOfWork work) {
    this.warehouses = warehouses;
    this.work = work;
  }

  /** @throws io.datachannel.dbt.domain.failure.InvalidInput when the name is empty or longer than 255 characters */
  public Warehouse add(Caller caller, String name, WarehouseConnection connection) {
    Text.required("name", name, 255);
    return work.inTransaction(() -> new Warehouse(
        warehouses.add(caller.account(), name, connection), caller.account(), name, connection, 1));
  }
}
