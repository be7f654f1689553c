package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.FiringLog;
import io.datachannel.dbt.application.schedules.FiringLogContract;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.QueuedRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlFiringLogTest extends FiringLogContract {
  @Override
  protected FiringLog firings() {
    return new MySqlFiringLog(TestDatabase.database());
  }

  @Override
  protected void keep(FiringRecord firing) {
    new MySqlDueProjects(TestDatabase.database(), new FakeCronReader()).keep(List.of(firing), List.of());
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
