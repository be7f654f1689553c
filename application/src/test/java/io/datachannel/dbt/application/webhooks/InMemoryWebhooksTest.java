package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;

class InMemoryWebhooksTest extends WebhooksContract {
  private final Webhooks webhooks = new InMemoryWebhooks();
  private int last;

  @Override
  protected Webhooks webhooks() {
    return webhooks;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    last++;
    return new ProjectId(last);
  }
}
