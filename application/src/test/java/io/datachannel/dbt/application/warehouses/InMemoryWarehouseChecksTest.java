package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Instant;

class InMemoryWarehouseChecksTest extends WarehouseChecksContract {
  private final WarehouseChecks checks = new InMemoryWarehouseChecks(() -> Instant.parse("2026-03-01T10:00:00Z"));

  @Override
  protected WarehouseChecks checks() {
    return checks;
  }

  @Override
  protected WarehouseId aWarehouse(AccountId account) {
    return new WarehouseId(7);
  }
}
