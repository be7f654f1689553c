package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Failures;
import io.datachannel.dbt.application.result.PortFailure;
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
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Carries out a claimed run from its first step to its last; whatever happens is an event, and {@link EndRun} writes it down. */
public final class CarryOutRun {
  private static final Logger LOG = System.getLogger(CarryOutRun.class.getName());
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

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

  /** Returns when nothing of the run goes on here any more, however it ended. */
  public void carryOut(ClaimedRun claimed) {
    Run run = claimed.run();
    InstantSource clock = books.time().clock();
    RunControl control = new RunControl(claimed, new NodeRows(books.ledger(), claimed), clock);
    StepTimes times = StepTimes.of(claimed, books.time());
    try (UsedFolders used = new UsedFolders()) {
      boolean over;
      books.running().add(control);
      try (RunLogs.Writer writer = books.logs().carryOut(run.account(), run.id(), claimed.lease())) {
        RunDeadline deadline = RunDeadline.in(run.order().timeout(), clock, books.time().steady());
        RunJournal journal = new RunJournal(control, books.ledger(), writer, deadline, clock, times);
        journal.status(RunStatus.RUNNING);
        Optional<KeptEnding> ending = attempt(control, journal, used);
        over = ending.map(known -> times.measure(RunTimeline.Step.END, () -> books.end().write(control, journal, known))).orElse(false);
      } finally {
        books.running().remove(control);
      }
      if (over) {
        books.end().storeLog(claimed, times);
      }
    }
  }

  /** Until dbt has begun, a database that is away only costs time. */
  private Optional<KeptEnding> attempt(RunControl control, RunJournal journal, UsedFolders used) {
    Optional<KeptEnding> ending = Optional.empty();
    boolean again = true;
    while (again) {
      try {
        ending = Optional.of(once(control, journal, used));
        again = false;
      } catch (WorkStopped _) {
        return stopped(control, journal);
      } catch (TakeRelations.MustWait _) {
        return Optional.empty();
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
        control.fence();
        if (control.stopped().isPresent()) {
          // What fails while it is being stopped, or after its lease, fails of that.
          return stopped(control, journal);
        }
        again = isAway(failed) && !control.hasBegun();
        ending = again ? ending : Optional.of(books.end().keep(control, journal, failed(journal, failed)));
      }
      if (again) {
        journal.line(LogLevel.WARN, "The service's database does not answer; this run begins anew.");
        used.close();
        journal.times().beginAnew();
        books.time().pause().of(BETWEEN_ATTEMPTS);
      }
    }
    return ending;
  }

  private static void tellWaiting(RunJournal journal, RelationLocks.Holder holder) {
    journal.line(LogLevel.INFO, "Waits for run " + holder.run().value() + ", which comes first in writing "
        + holder.relation().dotted() + ".");
    journal.status(RunStatus.QUEUED);
  }

  private static boolean isAway(Throwable failed) {
    return failed instanceof PortFailure port && port.code() == FailureCode.DATABASE_UNAVAILABLE;
  }

  private KeptEnding once(RunControl control, RunJournal journal, UsedFolders used) {
    journal.checkGoingOn();
    Run run = control.claimed().run();
    return inFolder(control, used.add(folders.create(run.account(), "run-" + run.id().value())), journal);
  }

  private RunEnding failed(RunJournal journal, Throwable thrown) {
    Failure told = journal.redacted(Failures.of(thrown));
    journal.line(LogLevel.ERROR, told.message());
    return new RunEnding(new RunEvent.StepFailed(books.time().clock().instant(), told), List.of());
  }

  /** A run whose lease was lost belongs to whoever finds it: what becomes of it is not decided here. */
  private Optional<KeptEnding> stopped(RunControl control, RunJournal journal) {
    Instant now = books.time().clock().instant();
    return switch (control.stopped().orElseThrow()) {
      case CANCELLED -> Optional.of(books.end().keep(control, journal, new RunEnding(new RunEvent.Stopped(now), List.of())));
      case SERVICE_STOPPED -> Optional.of(books.end().keep(control, journal,
          new RunEnding(new RunEvent.Requeued(now, control.claimed().queuedAt()), List.of())));
      case DISK_QUOTA -> Optional.of(books.end().keep(control, journal, failed(journal, new StepFailure(Failure.of(FailureCode.DISK_QUOTA,
          "The files of this account take more than its disk quota, so its runs were stopped. Write less, delete a file warehouse that is not needed"
              + " any more, or have the quota raised.")))));
      case LEASE_LOST -> {
        LOG.log(Level.WARNING, "run {0} was stopped since its lease could not be renewed",
            Integer.toString(control.claimed().run().id().value()));
        yield Optional.empty();
      }
    };
  }

  private KeptEnding inFolder(RunControl control, Path folder, RunJournal journal) {
    Run run = control.claimed().run();
    Project project = projects.find(run.account(), run.project()).orElseThrow();
    Optional<KeptEnding> known = Optional.empty();
    try (Workspace workspace = prepare.prepare(project, run.order().threads(), folder, journal)) {
      try {
        known = Optional.of(inWorkspace(control, workspace, journal));
      } finally {
        artifacts.store(run, workspace, journal);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
      // How the run ended is kept once it is known, and is not another for what befalls its files.
      if (known.isEmpty()) {
        throw failed;
      }
      LOG.log(Level.WARNING, "the files of run " + run.id().value() + " could not be stored or deleted", failed);
    }
    return known.orElseThrow();
  }

  /** Kept before anything else is done: a copy that dies while it stores or deletes files knows the end of the run all the same. */
  private KeptEnding inWorkspace(RunControl control, Workspace workspace, RunJournal journal) {
    RunEnding known;
    try {
      known = completed(control, steps.carryOut(control, workspace, journal));
    } catch (TakeRelations.MustWait waits) {
      // The run is in the queue already: its next attempt may write to the same journal before the files of this one are stored.
      tellWaiting(journal, waits.holder());
      throw waits;
    } catch (StepFailure failed) {
      control.fence();
      if (control.stopped().isPresent()) {
        throw failed;
      }
      known = failed(journal, failed);
    }
    return books.end().keep(control, journal, known);
  }

  private RunEnding completed(RunControl control, List<String> missing) {
    NodeTally tally = NodeTally.of(control.nodes().all());
    if (tally.total() == 0) {
      throw new StepFailure(Failure.of(FailureCode.NOTHING_SELECTED,
          "dbt found nothing to do: the project has no node that these commands and this selection build."));
    }
    return new RunEnding(new RunEvent.Completed(books.time().clock().instant(), tally.withMissing(missing.size())),
        RunErrors.ofMissing(control.claimed().run().order().type(), missing));
  }
}
