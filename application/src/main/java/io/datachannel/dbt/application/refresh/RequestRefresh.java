package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import java.time.InstantSource;

/** Queues the async job "when a user has triggered a refresh button" (specification, "FrontendAPI"). */
public final class RequestRefresh {
  private final Projects projects;
  private final Refreshes refreshes;
  private final UnitOfWork work;
  private final WorkSignal signal;
  private final InstantSource clock;

  public RequestRefresh(Projects projects, Refreshes refreshes, UnitOfWork work, WorkSignal signal, InstantSource clock) {
    this.projects = projects;
    this.refreshes = refreshes;
    this.work = work;
    this.signal = signal;
    this.clock = clock;
  }

  /**
   * @throws NotFound when the account has no such project
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted
   */
  public Refresh request(Caller caller, ProjectId id) {
    return work.inTransaction(() -> {
      NotDeleted.check(projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value())));
      RefreshId refresh = refreshes.add(caller.account(), id, clock.instant());
      work.afterCommit(signal::workIsQueued);
      return refreshes.find(caller.account(), id, refresh).orElseThrow(() -> NotFound.of("refresh", refresh.value()));
    });
  }
}
