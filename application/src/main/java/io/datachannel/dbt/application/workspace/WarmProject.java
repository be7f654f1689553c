package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Makes ready what the next run of a project needs: the newest commit, the environment, the packages, and dbt with the project parsed. */
public final class WarmProject {
  private static final Logger LOG = System.getLogger(WarmProject.class.getName());

  private final Projects projects;
  private final WorkFolders folders;
  private final PrepareWorkspace prepare;
  private final DbtProcess dbt;

  public WarmProject(Projects projects, WorkFolders folders, PrepareWorkspace prepare, DbtProcess dbt) {
    this.projects = projects;
    this.folders = folders;
    this.prepare = prepare;
    this.dbt = dbt;
  }

  /** Blocks, for minutes when an environment is to be built. What fails is told by the run, which tries it again. */
  public void warm(AccountId account, ProjectId id) {
    projects.find(account, id).ifPresent(this::warm);
  }

  private void warm(Project project) {
    try (WorkFolders.WorkFolder folder = folders.create(project.account(), "warm-" + project.id().value());
        Workspace workspace = prepare.prepare(project, project.definition().settings().threads(), folder.path(), new Unwatched())) {
      warm(dbt, workspace);
    } catch (RuntimeException failed) {
      // Of a checkout or a tool: its words may hold what is not for this log.
      LOG.log(Level.DEBUG, "project {0} could not be made ready: {1}", project.id().value(), failed.getClass().getSimpleName());
    }
  }

  /** The same where everything but dbt is ready. */
  public static void warm(DbtProcess dbt, Workspace workspace) {
    dbt.warm(workspace.dbt("run", List.of(), workspace.calls().words()));
  }

  /** No one waits for this work. */
  private static final class Unwatched implements WorkObserver, WorkPace {

    @Override
    public <T> T step(RunStep step, Supplier<T> work) {
      return work.get();
    }

    @Override
    public WorkPace pace() {
      return this;
    }

    @Override
    public void checkGoingOn() {
      // Nobody stops it.
    }

    @Override
    public void conceal(Redactor redactor) {
      // Nothing is told.
    }

    @Override
    public void checkedOut(Checkout checkout) {
      // The run tells.
    }

    @Override
    public void environmentReady(PreparedEnvironment prepared) {
      // The run tells.
    }

    @Override
    public DbtEnd await(Invocation begun, Duration longest) {
      return begun.await(longest);
    }

    @Override
    public void tell(String line) {
      // There is no log.
    }

    @Override
    public void told(DbtEvent event) {
      // There is no log.
    }
  }
}
