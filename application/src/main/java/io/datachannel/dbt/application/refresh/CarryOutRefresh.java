package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.application.result.Failures;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.refresh.RefreshState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;

/** Carries out a claimed refresh: clone, checkout, parse, list the models, compile (specification, "FrontendAPI"). */
public final class CarryOutRefresh {
  private static final Logger LOG = System.getLogger(CarryOutRefresh.class.getName());

  private final Projects projects;
  private final Refreshes refreshes;
  private final WorkFolders folders;
  private final PrepareWorkspace prepare;
  private final ReadModels readModels;
  private final InstantSource clock;

  public CarryOutRefresh(
      Projects projects, Refreshes refreshes, WorkFolders folders, PrepareWorkspace prepare, ReadModels readModels,
      InstantSource clock) {
    this.projects = projects;
    this.refreshes = refreshes;
    this.folders = folders;
    this.prepare = prepare;
    this.readModels = readModels;
    this.clock = clock;
  }

  /** Returns when the refresh is over, however it ended. */
  public void carryOut(ClaimedRefresh claimed) {
    Refresh refresh = claimed.refresh();
    RefreshProgress progress = new RefreshProgress(refreshes, claimed);
    try (WorkFolders.WorkFolder folder = folders.create(refresh.account(), "refresh-" + refresh.id().value())) {
      Project project = projects.find(refresh.account(), refresh.project()).orElseThrow();
      int threads = project.definition().settings().threads();
      try (Workspace workspace = prepare.prepare(project, threads, folder.path(), progress)) {
        Optional<Failure> compileFailure = readModels.read(project, workspace, progress);
        progress.end(RefreshState.SUCCESSFUL, compileFailure, clock.instant());
        readModels.warm(workspace);
      }
    } catch (WorkStopped _) {
      LOG.log(Level.WARNING, "refresh {0} was taken for lost while it was carried out here", refresh.id().value());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
      progress.end(RefreshState.FAILED, Optional.of(Failures.of(failed)), clock.instant());
    }
  }
}
