package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;

class InMemoryRefreshesTest extends RefreshesContract {
  private final InMemoryRefreshes refreshes = new InMemoryRefreshes(() -> Instant.parse("2026-03-01T10:00:00Z"));

  @Override
  protected Refreshes refreshes() {
    return refreshes;
  }

  @Override
  protected RefreshHistory history() {
    return refreshes;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return new ProjectId(7);
  }
}
