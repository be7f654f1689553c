package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Writes down the end of a run: its final state and its errors in one transaction, then the stored log. */
public final class EndRun {
  private static final Logger LOG = System.getLogger(EndRun.class.getName());
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final ChangeRun change;
  private final RunLedger ledger;
  private final RunLogs logs;
  private final Pause pause;

  public EndRun(ChangeRun change, RunLedger ledger, RunLogs logs, Pause pause) {
    this.change = change;
    this.ledger = ledger;
    this.logs = logs;
    this.pause = pause;
  }

  /** @return whether the run is over, however it ended */
  boolean write(RunControl control, RunJournal journal, RunEnding ending) {
    RunId run = control.claimed().run().id();
    RunChange changed = onceTheDatabaseAnswers(control, journal, ending);
    FaultPoint.AFTER_END_COMMIT.pass();
    return switch (changed) {
      case RunChange.Changed done -> ended(journal, run, done.state());
      case RunChange.Refused refused -> throw new IllegalStateException(
          "run " + run.value() + " in " + refused.state() + " does not take " + ending.event());
      case RunChange.Fenced(RunState state) when isOurs(state, ending.event()) -> ended(journal, run, state);
      case RunChange.Fenced(RunState state) -> {
        LOG.log(Level.WARNING, "run {0} was taken for lost while it was carried out here; its end is not recorded", text(run));
        yield state instanceof RunState.Final;
      }
    };
  }

  /** dbt has ended, so that nothing is harmed by waiting; a run that was taken over meanwhile answers by the fence. */
  private RunChange onceTheDatabaseAnswers(RunControl control, RunJournal journal, RunEnding ending) {
    for (boolean told = false; ; told = true) {
      try {
        return attempt(control, journal, ending);
      } catch (PortFailure failed) {
        if (failed.code() != FailureCode.DATABASE_UNAVAILABLE) {
          throw failed;
        }
        if (!told) {
          journal.line(LogLevel.WARN, "The service's database does not answer; the end of this run is recorded as soon as it does.");
        }
        pause.of(BETWEEN_ATTEMPTS);
      }
    }
  }

  private RunChange attempt(RunControl control, RunJournal journal, RunEnding ending) {
    Run run = control.claimed().run();
    control.flush();
    return change.apply(run.id(), control.claimed().lease(), ending.event(), state -> {
      ledger.recordErrors(run.id(), control.claimed().lease(), RunErrors.of(control, journal.deadline(), ending, state));
      FaultPoint.BEFORE_END_COMMIT.pass();
    });
  }

  /** A commit whose answer was lost has written just this instant; no one else has. */
  private static boolean isOurs(RunState state, RunEvent event) {
    return switch (state) {
      case RunState.Final ended ->
          ended.finishedAt().truncatedTo(ChronoUnit.MICROS).equals(event.at().truncatedTo(ChronoUnit.MICROS));
      case RunState.Queued _ -> event instanceof RunEvent.Requeued;
      case RunState.Running _, RunState.Cancelling _ -> false;
    };
  }

  private static boolean ended(RunJournal journal, RunId run, RunState state) {
    journal.status(state.status());
    LOG.log(Level.INFO, state instanceof RunState.Final ? "run {0} ended {1}" : "run {0} is {1} again, since this service stops",
        text(run), state.status().wireName());
    return state instanceof RunState.Final;
  }

  /** The log stays readable where it is when this cannot be done now. */
  void storeLog(ClaimedRun claimed) {
    Run run = claimed.run();
    try {
      logs.store(run.account(), run.id(), path -> ledger.recordLog(run.id(), path));
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the log of run " + run.id().value() + " could not be stored now: " + unavailable.getMessage());
    }
  }

  private static String text(RunId run) {
    return Integer.toString(run.value());
  }
}
