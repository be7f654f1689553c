package io.datachannel.dbt.domain.warehouse;

/** A row of {@code dbt_warehouse_checks}. */
public record WarehouseCheckId(int value) {}
