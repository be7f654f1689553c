package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code dbt deps}, for projects that name packages. */
public final class InstallPackages {
  private final DbtProcess dbt;

  public InstallPackages(DbtProcess dbt) {
    this.dbt = dbt;
  }

  boolean areNamedIn(Path projectFolder) {
    return Stream.of("packages.yml", "dependencies.yml").anyMatch(name -> Files.isRegularFile(projectFolder.resolve(name)));
  }

  /** @throws StepFailure when a package cannot be had */
  DbtEnd install(Workspace workspace, Duration timeout, WorkObserver observer) {
    DbtEnd end = dbt.start(workspace.dbt("deps", List.of(), List.of()), observer::told).await(timeout);
    return switch (end) {
      case DbtEnd.Completed completed -> completed;
      case DbtEnd.Failed failed -> throw new StepFailure(failed.failure());
      case DbtEnd.Interrupted _, DbtEnd.TimedOut _ -> throw new StepFailure(Failure.of(FailureCode.PACKAGES_UNRESOLVABLE,
          "dbt deps did not end in time; check that the packages' addresses answer."));
    };
  }
}
