package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import java.time.InstantSource;

/** Queues refreshes that no user asks for, since the branch has moved. */
public final class RefreshByItself {
  private final Projects projects;
  private final Refreshes refreshes;
  private final RefreshHistory history;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final InstantSource clock;

  public RefreshByItself(Projects projects, Refreshes refreshes, RefreshHistory history, UnitOfWork work, WorkSignal signal,
      InstantSource clock) {
    this.projects = projects;
    this.refreshes = refreshes;
    this.history = history;
    this.work = work;
    this.signal = signal;
    this.clock = clock;
  }

  /** Whether a project is refreshed by itself: it is active, and its users let it. */
  public static boolean isWanted(Project project) {
    return project.status() == ProjectStatus.ACTIVE && project.definition().settings().autoRefresh();
  }

  /** Nothing is queued where it is not wanted, or a refresh waits already, which will read the branch as it is then. */
  public void queue(AccountId account, ProjectId id, RefreshCause cause) {
    work.inTransaction(() -> {
      boolean wanted = projects.lock(account, id).filter(RefreshByItself::isWanted).isPresent() && !history.isWaiting(account, id);
      if (wanted) {
        refreshes.add(account, id, cause, clock.instant());
        work.afterCommit(signal::workIsQueued);
      }
      return wanted;
    });
  }
}
