package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.account.AccountId;

/** A warehouse of an account. */
public record Warehouse(WarehouseId id, AccountId account, String name, WarehouseConnection connection) {}
