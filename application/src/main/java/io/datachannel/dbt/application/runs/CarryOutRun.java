package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Failures;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Carries out a claimed run from its first step to its last; whatever happens is an event, and {@link EndRun} writes it down. */
public final class CarryOutRun {
  private final Projects projects;
  private final WorkFolders folders;
  private final PrepareWorkspace prepare;
  private final RunSteps steps;
  private final StoreArtifacts artifacts;
  private final RunBooks books;

  public CarryOutRun(
      Projects projects, WorkFolders folders, PrepareWorkspace prepare, RunSteps steps, StoreArtifacts artifacts, RunBooks books) {
    this.projects = projects;
    this.folders = folders;
    this.prepare = prepare;
    this.steps = steps;
    this.artifacts = artifacts;
    this.books = books;
  }

  /** Returns when the run is over, however it ended. */
  public void carryOut(ClaimedRun claimed) {
    Run run = claimed.run();
    InstantSource clock = books.clock();
    RunControl control = new RunControl(claimed, new NodeRows(books.ledger(), claimed), clock);
    books.running().add(control);
    try (RunLogs.Writer writer = books.logs().open(run.account(), run.id())) {
      RunDeadline deadline = RunDeadline.in(run.order().timeout(), clock);
      RunJournal journal = new RunJournal(control, books.ledger(), writer, deadline, clock);
      journal.status(RunStatus.RUNNING);
      RunEnding ending = attempt(control, journal);
      FaultPoint.RESULT_KNOWN.pass();
      books.end().write(control, journal, ending);
    } finally {
      books.running().remove(control);
    }
    books.end().storeLog(claimed);
  }

  private RunEnding attempt(RunControl control, RunJournal journal) {
    InstantSource clock = books.clock();
    try (WorkFolders.WorkFolder folder = folders.create("run-" + control.claimed().run().id().value())) {
      List<String> missing = inFolder(control, folder.path(), journal);
      NodeTally tally = NodeTally.of(control.nodes().all()).withMissing(missing.size());
      if (tally.total() == 0) {
        throw new StepFailure(Failure.of(FailureCode.NOTHING_SELECTED,
            "dbt found nothing to do: the project has no node that this command and selection build."));
      }
      return new RunEnding(new RunEvent.Completed(clock.instant(), tally), RunErrors.ofMissing(missing));
    } catch (WorkStopped _) {
      return new RunEnding(stopped(control), List.of());
    } catch (RuntimeException failed) {
      Failure failure = Failures.of(failed);
      Failure told = new Failure(failure.code(), journal.redacted(failure.message()), journal.redacted(failure.detail()));
      journal.line(LogLevel.ERROR, told.message());
      return new RunEnding(new RunEvent.StepFailed(clock.instant(), told), List.of());
    }
  }

  private RunEvent stopped(RunControl control) {
    Instant now = books.clock().instant();
    return control.stopped().equals(Optional.of(RunControl.Stop.SERVICE_STOPPED))
        ? new RunEvent.StepFailed(now, Failure.of(FailureCode.RUN_LOST,
            "The service was stopped while it carried out this run. Start the run again; what dbt had finished is in the warehouse."))
        : new RunEvent.Stopped(now);
  }

  private List<String> inFolder(RunControl control, Path folder, RunJournal journal) {
    Run run = control.claimed().run();
    Project project = projects.find(run.account(), run.project()).orElseThrow();
    try (Workspace workspace = prepare.prepare(project, run.order().threads(), folder, journal)) {
      try {
        return steps.carryOut(control, workspace, journal);
      } finally {
        artifacts.store(run, workspace, journal);
      }
    }
  }
}
