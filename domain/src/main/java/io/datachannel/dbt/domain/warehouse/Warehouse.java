package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.account.AccountId;

/**
 * A warehouse of an account.
 *
 * @param revision 1 when it is added, one more with each change
 */
public record Warehouse(WarehouseId id, AccountId account, String name, WarehouseConnection connection, long revision) {

  /** This warehouse after a change. */
  public Warehouse changed(String newName, WarehouseConnection newConnection) {
    return new Warehouse(id, account, newName, newConnection, revision + 1);
  }
}
