package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.FiringLog;
import io.datachannel.dbt.application.schedules.FiringLogContract;
import io.datachannel.dbt.application.schedules.QueuedRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlFiringLogTest extends FiringLogContract {
  @Override
  protected FiringLog firings() {
    return new MySqlFiringLog(TestDatabase.database());
  }

  @Override
  protected QueuedRuns queued() {
    return new MySqlQueuedRuns(TestDatabase.database());
  }

  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
