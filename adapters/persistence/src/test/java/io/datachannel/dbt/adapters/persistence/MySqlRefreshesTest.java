package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.refresh.RefreshHistory;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.refresh.RefreshesContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRefreshesTest extends RefreshesContract {
  @Override
  protected Refreshes refreshes() {
    return new MySqlRefreshes(TestDatabase.database());
  }

  @Override
  protected RefreshHistory history() {
    return new MySqlRefreshHistory(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
