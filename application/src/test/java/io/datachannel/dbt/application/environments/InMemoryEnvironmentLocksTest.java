package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.concurrent.atomic.AtomicInteger;

class InMemoryEnvironmentLocksTest extends EnvironmentLocksContract {
  private final InMemoryEnvironmentLocks locks = new InMemoryEnvironmentLocks();
  private final AtomicInteger last = new AtomicInteger();

  @Override
  protected EnvironmentLocks locks() {
    return locks;
  }

  @Override
  protected EnvironmentUpgrades upgrades() {
    return locks;
  }

  @Override
  protected ProjectId project(AccountId account) {
    return new ProjectId(last.incrementAndGet());
  }
}
