package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import java.nio.file.Path;
import java.util.List;

/** {@code dbt deps}, for projects that name packages; once for each commit. */
public final class InstallPackages {
  private final DbtProcess dbt;
  private final PackageAccess access;

  public InstallPackages(DbtProcess dbt, PackageAccess access) {
    this.dbt = dbt;
    this.access = access;
  }

  /**
   * The workspace in which the packages that the project names are installed; the same one when it names none.
   *
   * @param opens what opens the project's repository opens private packages on the same host
   * @throws StepFailure when a package cannot be had
   */
  Workspace forWork(Workspace workspace, ProjectDefinition definition, GitAccess opens, WorkObserver observer) {
    NamedPackages named = new NamedPackages(workspace.projectFolder());
    if (named.areNone() && !definition.settings().dbtVersion().line().makesPackagesFolder()) {
      return workspace;
    }
    Checkout checkout = workspace.checkout();
    Path project = checkout.folder().relativize(workspace.projectFolder());
    Path whole = checkout.withPackages().orElseGet(() -> observer.step(RunStep.PACKAGES, () ->
        checkout.install(named.in(project, definition.settings().dbtVersion()),
            folder -> {
              if (named.areNone()) {
                named.makeFolder(folder.resolve(project));
              } else {
                refuse(named.addresses());
                install(workspace.in(folder.resolve(project)), definition, opens, observer);
              }
            })));
    return workspace.in(whole.resolve(project));
  }

  private void refuse(List<String> addresses) {
    for (String address : addresses) {
      access.refusal(address).ifPresent(refused -> {
        throw new StepFailure(refused);
      });
    }
  }

  private void install(Workspace workspace, ProjectDefinition definition, GitAccess opens, WorkObserver observer) {
    try (PackageAccess.Opened opened = access.open(definition.source().repository(), opens, workspace.folder())) {
      judge(observer.pace().await(dbt.start(workspace.deps(opened.variables()), observer::told), definition.settings().timeout()));
    }
  }

  private static void judge(DbtEnd end) {
    switch (end) {
      case DbtEnd.Completed _, DbtEnd.NothingToDo _ -> { }
      case DbtEnd.Failed failed -> throw new StepFailure(failed.failure());
      case DbtEnd.Interrupted _, DbtEnd.TimedOut _ -> throw new StepFailure(Failure.of(FailureCode.RUN_TIMED_OUT,
          "dbt deps took longer than the project's timeout and was stopped; check that the packages' addresses answer."));
    }
  }
}
