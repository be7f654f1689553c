package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;

class InMemoryOutboxTest extends OutboxContract {
  private final InMemoryNotificationTargets targets = new InMemoryNotificationTargets();
  private final InMemoryOutbox outbox = new InMemoryOutbox(targets, new SettableClock(Instant.parse("2026-03-01T10:00:00Z")));
  private int last;

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected Deliveries deliveries() {
    return outbox;
  }

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
