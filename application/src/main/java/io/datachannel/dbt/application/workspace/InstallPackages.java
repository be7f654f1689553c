package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectSettings;
import java.nio.file.Path;
import java.time.Duration;

/** {@code dbt deps}, for projects that name packages; once for each commit. */
public final class InstallPackages {
  private final DbtProcess dbt;

  public InstallPackages(DbtProcess dbt) {
    this.dbt = dbt;
  }

  /**
   * The workspace in which the packages that the project names are installed; the same one when it names none.
   *
   * @throws StepFailure when a package cannot be had
   */
  Workspace forWork(Workspace workspace, ProjectSettings settings, WorkObserver observer) {
    NamedPackages named = new NamedPackages(workspace.projectFolder());
    if (named.areNone()) {
      return workspace;
    }
    Checkout checkout = workspace.checkout();
    Path project = checkout.folder().relativize(workspace.projectFolder());
    Path whole = checkout.withPackages().orElseGet(() -> observer.step(RunStep.PACKAGES, () ->
        checkout.install(named.in(project, settings.dbtVersion()),
            folder -> install(workspace.in(folder.resolve(project)), settings.timeout(), observer))));
    return workspace.in(whole.resolve(project));
  }

  private void install(Workspace workspace, Duration timeout, WorkObserver observer) {
    DbtEnd end = dbt.start(workspace.deps(), observer::told).await(timeout);
    switch (end) {
      case DbtEnd.Completed _ -> { }
      case DbtEnd.Failed failed -> throw new StepFailure(failed.failure());
      case DbtEnd.Interrupted _, DbtEnd.TimedOut _ -> throw new StepFailure(Failure.of(FailureCode.PACKAGES_UNRESOLVABLE,
          "dbt deps did not end in time; check that the packages' addresses answer."));
    }
  }
}
