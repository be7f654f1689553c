package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;

class InMemoryNotificationTargetsTest extends NotificationTargetsContract {
  private final NotificationTargets targets = new InMemoryNotificationTargets();
  private int last;

  @Override
  protected NotificationTargets targets() {
    return targets;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    last++;
    return new ProjectId(last);
  }
}
