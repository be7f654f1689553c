package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.run.RunId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Takes away all of the deleted projects that are to be purged: the files of their runs, environment, checkouts, mirror, and at last their
 * rows, so that a purge that was broken off goes on where it was. Also stops what still runs of deleted projects.
 */
public final class PurgeProjects {
  private static final Logger LOG = System.getLogger(PurgeProjects.class.getName());
  private static final int PROJECTS_AT_ONCE = 5;
  private static final int RUNS_AT_ONCE = 100;

  private final DeletedProjects deleted;
  private final DeleteProject delete;
  private final ProjectUses uses;
  private final StoredRuns storedRuns;
  private final Environments environments;
  private final GitCheckouts checkouts;

  public PurgeProjects(DeletedProjects deleted, DeleteProject delete, ProjectUses uses, StoredRuns storedRuns,
      Environments environments, GitCheckouts checkouts) {
    this.deleted = deleted;
    this.delete = delete;
    this.uses = uses;
    this.storedRuns = storedRuns;
    this.environments = environments;
    this.checkouts = checkouts;
  }

  /** A storage that does not answer costs this project its turn, not the others. */
  public void tick() {
    deleted.withRunsToStop(PROJECTS_AT_ONCE).forEach(project -> delete.stopRuns(project.account(), project.id()));
    for (Project project : deleted.toPurge(PROJECTS_AT_ONCE)) {
      try {
        purge(project);
        LOG.log(Level.INFO, "project {0} is purged", Integer.toString(project.id().value()));
      } catch (PortFailure unavailable) {
        LOG.log(Level.WARNING, "project {0} could not be purged now: {1}", Integer.toString(project.id().value()),
            unavailable.getMessage());
      }
    }
  }

  private void purge(Project project) {
    for (List<RunId> runs = runsOf(project); !runs.isEmpty(); runs = runsOf(project)) {
      runs.forEach(run -> storedRuns.delete(project.account(), run));
      deleted.deleteRuns(runs);
      // A log may have come in between files and rows; one that comes from now on finds no row, and its upload takes it away itself.
      runs.forEach(run -> storedRuns.delete(project.account(), run));
    }
    environments.deleteOf(project.uuid());
    checkouts.forgetProject(project.account(), project.uuid());
    RepositoryUrl repository = project.definition().source().repository();
    if (uses.of(project.account(), repository).stream().allMatch(user -> user.id().equals(project.id()))) {
      checkouts.forget(project.account(), repository);
    }
    deleted.delete(project.id());
  }

  private List<RunId> runsOf(Project project) {
    return deleted.runs(project.id(), RUNS_AT_ONCE);
  }
}
