package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.RunId;
import java.time.InstantSource;

/**
 * Deletes a project: its rows stay, with the status DELETED; its runs are stopped, and none starts any more. When it is to be purged,
 * {@link PurgeProjects} takes all of it away as soon as nothing of it runs.
 */
public final class DeleteProject {
  private final ChangeProject change;
  private final DeletedProjects deleted;
  private final CancelRun cancelRun;
  private final UnitOfWork work;
  private final InstantSource clock;

  public DeleteProject(
      ChangeProject change, DeletedProjects deleted, CancelRun cancelRun, UnitOfWork work, InstantSource clock) {
    this.change = change;
    this.deleted = deleted;
    this.cancelRun = cancelRun;
    this.work = work;
    this.clock = clock;
  }

  /**
   * Deleting a deleted one does nothing, but may ask for its purge.
   *
   * @throws NotFound when the account has no such project
   * @throws Rejected with PRECONDITION_FAILED when it is not the expected revision
   */
  public Project delete(Caller caller, ProjectId id, ExpectedRevision expected, boolean purge) {
    Project project = work.inTransaction(() -> {
      Project moved = change.write(caller, id, expected, before ->
          before.status() == ProjectStatus.DELETED ? before : before.in(ProjectStatus.DELETED));
      if (purge) {
        deleted.requestPurge(id, clock.instant());
      }
      return moved;
    });
    stopRuns(caller.account(), id);
    return project;
  }

  /** A run that ends at this moment has nothing to be stopped any more. */
  void stopRuns(AccountId account, ProjectId id) {
    for (RunId run : deleted.runsToStop(id)) {
      try {
        cancelRun.cancel(account, run);
      } catch (Rejected | NotFound _) {
        continue;
      }
    }
  }
}
