package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.warehouse.CheckState;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that tests a warehouse: dbt connects to it.
 *
 * @param step    what it does now or did last: ENVIRONMENT, PROFILE, DBT; empty before the first
 * @param failure why dbt could not connect
 */
public record WarehouseCheck(
    WarehouseCheckId id,
    AccountId account,
    WarehouseId warehouse,
    CheckState state,
    String step,
    Optional<Failure> failure,
    Instant requestedAt,
    Optional<Instant> finishedAt) {}
