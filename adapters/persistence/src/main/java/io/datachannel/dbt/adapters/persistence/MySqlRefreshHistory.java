package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.RefreshHistory;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import java.util.Optional;

/** Reads the rows of {@code dbt_project_refreshes} by their project. */
public final class MySqlRefreshHistory implements RefreshHistory {
  private final Session session;

  public MySqlRefreshHistory(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<Refresh> lastKept(AccountId account, ProjectId project) {
    return session.one(RefreshStatements.LAST_KEPT, of(account, project), MySqlRefreshes::read);
  }

  @Override
  public Optional<Refresh> lastFailed(AccountId account, ProjectId project, RefreshId since) {
    return session.one(RefreshStatements.LAST_FAILED, of(account, project).with("since", since.value()), MySqlRefreshes::read);
  }

  @Override
  public boolean isWaiting(AccountId account, ProjectId project) {
    return session.one(RefreshStatements.WAITING, of(account, project), MySqlRefreshes::read).isPresent();
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }
}
