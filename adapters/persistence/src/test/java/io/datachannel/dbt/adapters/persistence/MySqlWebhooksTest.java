package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.webhooks.Webhooks;
import io.datachannel.dbt.application.webhooks.WebhooksContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlWebhooksTest extends WebhooksContract {
  @Override
  protected Webhooks webhooks() {
    return new MySqlWebhooks(TestDatabase.database(), new ReversingSeal());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
