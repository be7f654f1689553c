package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.EnvironmentLocks;
import io.datachannel.dbt.application.environments.EnvironmentLocksContract;
import io.datachannel.dbt.application.environments.EnvironmentUpgrades;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlEnvironmentLocksTest extends EnvironmentLocksContract {
  @Override
  protected EnvironmentLocks locks() {
    return new MySqlEnvironmentLocks(TestDatabase.database());
  }

  @Override
  protected EnvironmentUpgrades upgrades() {
    return new MySqlEnvironmentUpgrades(TestDatabase.database());
  }

  @Override
  protected ProjectId project(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
