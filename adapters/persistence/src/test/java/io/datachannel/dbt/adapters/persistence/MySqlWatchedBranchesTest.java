package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.application.refresh.WatchedBranches;
import io.datachannel.dbt.application.refresh.WatchedBranchesContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.refresh.RefreshState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlWatchedBranchesTest extends WatchedBranchesContract {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Override
  protected WatchedBranches branches() {
    return new MySqlWatchedBranches(TestDatabase.database());
  }

  @Override
  protected Project aProject(AccountId account) {
    return new MySqlProjects(TestDatabase.database()).find(account, TestDatabase.fixture().project(account)).orElseThrow();
  }

  @Override
  protected void refreshed(Project project, String commit) {
    MySqlRefreshes refreshes = new MySqlRefreshes(TestDatabase.database());
    refreshes.add(project.account(), project.id(), AT);
    ClaimedRefresh claimed = refreshes.claim("copy-a", Duration.ofHours(1)).orElseThrow();
    Refresh job = claimed.refresh();
    refreshes.save(new Refresh(job.id(), job.account(), job.project(), RefreshState.SUCCESSFUL, "COMPILE", Optional.of(commit),
        Optional.empty(), AT, Optional.of(AT)), claimed.lease());
  }

  @Override
  protected void move(Project project, ProjectStatus status) {
    new MySqlProjects(TestDatabase.database()).update(project.in(status));
  }
}
