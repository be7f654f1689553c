package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import java.util.Optional;

/** What became of the refreshes of a project; reads {@code dbt_project_refreshes}. */
public interface RefreshHistory {

  /** The newest one that replaced the list of models, whatever became of it then. */
  Optional<Refresh> lastKept(AccountId account, ProjectId project);

  /** The newest one that failed, of this one and those that were asked for later. */
  Optional<Refresh> lastFailed(AccountId account, ProjectId project, RefreshId since);

  /** Whether one waits to be carried out: it will read the branch as it is then. */
  boolean isWaiting(AccountId account, ProjectId project);
}
