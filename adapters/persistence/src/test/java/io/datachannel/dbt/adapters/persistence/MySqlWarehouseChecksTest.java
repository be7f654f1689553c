package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.warehouses.WarehouseChecks;
import io.datachannel.dbt.application.warehouses.WarehouseChecksContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlWarehouseChecksTest extends WarehouseChecksContract {
  @Override
  protected WarehouseChecks checks() {
    return new MySqlWarehouseChecks(TestDatabase.database());
  }

  @Override
  protected WarehouseId aWarehouse(AccountId account) {
    return TestDatabase.fixture().warehouse(account);
  }
}
