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
   * The job that is to read the project: a new one, or one that waits already, which will read the branch as it is then.
   *
   * @throws NotFound when the account has no such project
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted
   */
  public Refresh request(Caller caller, ProjectId id) {
    return work.inTransaction(() -> {
      NotDeleted.check(projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value())));
      work.afterCommit(signal::workIsQueued);
      return refreshes.lockQueued(caller.account(), id).orElseGet(() -> added(caller, id));
    });
  }

  private Refresh added(Caller caller, ProjectId id) {
    RefreshId refresh = refreshes.add(caller.account(), id, clock.instant());
    return refreshes.find(caller.account(), id, refresh).orElseThrow();
  }
}
