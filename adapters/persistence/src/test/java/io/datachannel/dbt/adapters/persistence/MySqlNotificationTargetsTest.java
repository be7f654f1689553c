package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.notifications.NotificationTargets;
import io.datachannel.dbt.application.notifications.NotificationTargetsContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlNotificationTargetsTest extends NotificationTargetsContract {
  @Override
  protected NotificationTargets targets() {
    return new MySqlNotificationTargets(TestDatabase.database(), new ReversingSeal());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
