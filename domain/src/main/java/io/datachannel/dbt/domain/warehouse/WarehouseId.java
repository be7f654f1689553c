package io.datachannel.dbt.domain.warehouse;

/** A row of {@code data_warehouses}. */
public record WarehouseId(long value) {}
