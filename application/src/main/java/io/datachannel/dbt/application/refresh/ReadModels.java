package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.Manifests;
import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.workspace.WarmProject;
import io.datachannel.dbt.application.workspace.WorkObserver;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the models of a project. {@code dbt parse} needs no warehouse and lists them at once; {@code dbt compile} then adds the
 * compiled SQL to the manifest, also without a warehouse, and may fail for one model without hiding the list.
 */
public final class ReadModels {
  private static final List<String> WITHOUT_WAREHOUSE = List.of("--no-introspect", "--no-populate-cache");

  private final DbtProcess dbt;
  private final Manifests manifests;
  private final CompareModels compare;
  private final KeepModels keepModels;

  public ReadModels(DbtProcess dbt, Manifests manifests, CompareModels compare, KeepModels keepModels) {
    this.dbt = dbt;
    this.manifests = manifests;
    this.compare = compare;
    this.keepModels = keepModels;
  }

  /**
   * @return why the models could not be compiled, empty when they could
   * @throws StepFailure when the project cannot be parsed; the last good list stays
   */
  Optional<Failure> read(Project project, Workspace workspace, RefreshProgress progress) {
    Duration timeout = project.definition().settings().timeout();
    progress.step("PARSE", () -> invoke(workspace, "parse", List.of(), timeout, progress).orFail());
    RedactedModels redacted = new RedactedModels(workspace.redactor());
    List<Model> listed = redacted.of(manifests.read(workspace.manifest()).orFail());
    RefreshChanges changes = compare.with(project, listed);
    keepModels.keepList(project, workspace, listed);
    progress.kept(changes);
    return progress.step("COMPILE", () ->
        switch (invoke(workspace, "compile", WITHOUT_WAREHOUSE, timeout, progress)) {
          case Result.Ok<DbtEnd> _ -> keptWhole(project, workspace, redacted, listed);
          case Result.Failed<DbtEnd> failed -> {
            // dbt gives up at the first model that it cannot compile; all but compiled SQL is known from the parsing.
            keptWhole(project, workspace, redacted, listed);
            yield Optional.of(failed.failure());
          }
        });
  }

  /** What is shown of the models is worth less than their list, which is there already. @return why it could not be read */
  private Optional<Failure> keptWhole(Project project, Workspace workspace, RedactedModels redacted, List<Model> listed) {
    return switch (manifests.readWhole(workspace.manifest())) {
      case Result.Ok<ManifestContent>(ManifestContent content) -> {
        keepModels.keepWhole(project, workspace, redacted.of(content), listed);
        yield Optional.empty();
      }
      case Result.Failed<ManifestContent>(Failure failure) -> Optional.of(failure);
    };
  }

  /** Keeps what was parsed ready for the next run; blocks until it is, and never fails. */
  void warm(Workspace workspace) {
    WarmProject.warm(dbt, workspace);
  }

  private Result<DbtEnd> invoke(
      Workspace workspace, String command, List<String> words, Duration timeout, WorkObserver observer) {
    DbtEnd end = dbt.start(workspace.dbt(command, workspace.calls().words(), words), observer::told).await(timeout);
    return switch (end) {
      case DbtEnd.Completed completed -> new Result.Ok<>(completed);
      case DbtEnd.Failed failed -> new Result.Failed<>(failed.failure());
      case DbtEnd.NothingToDo _ -> new Result.Failed<>(Failure.of(FailureCode.NOTHING_SELECTED, "dbt " + command + " found nothing to do."));
      case DbtEnd.TimedOut _, DbtEnd.Interrupted _ -> new Result.Failed<>(Failure.of(FailureCode.RUN_TIMED_OUT,
          "dbt " + command + " took longer than the project's timeout of " + timeout.toSeconds() + " s and was stopped."));
    };
  }
}
