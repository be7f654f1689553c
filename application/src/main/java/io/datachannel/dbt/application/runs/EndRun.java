package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes down the end of a run: kept on this machine as soon as it is known, then its final state and its errors in one transaction, then
 * the stored log.
 */
public final class EndRun {
  private static final Logger LOG = System.getLogger(EndRun.class.getName());
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
  /** What the database does not take so often it will never take. */
  static final int MOST_REFUSALS = 3;

  private final ChangeRun change;
  private final RunLedger ledger;
  private final RunTimelines timelines;
  private final RunLogs logs;
  private final KeptEndings endings;
  private final Pause pause;

  public EndRun(ChangeRun change, RunLedger ledger, RunTimelines timelines, RunLogs logs, KeptEndings endings, Pause pause) {
    this.change = change;
    this.ledger = ledger;
    this.timelines = timelines;
    this.logs = logs;
    this.endings = endings;
    this.pause = pause;
  }

  /** To be called as soon as it is known: from then on it outlives this process. A disk that does not take it costs only that. */
  KeptEnding keep(RunControl control, RunJournal journal, RunEnding known) {
    FaultPoint.RESULT_KNOWN.pass();
    Run run = control.claimed().run();
    KeptEnding ending = new KeptEnding(run.account(), run.id(), control.claimed().lease(), known.event(), control.nodes().unwritten(),
        RunErrors.found(control, journal, known), journal.times().steps().all());
    try {
      endings.keep(ending);
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the end of run " + text(run.id()) + " is not kept on this machine until it is recorded", unavailable);
    }
    return ending;
  }

  /** @return whether the run is over, and what is here of it is to be stored now */
  boolean write(RunControl control, RunJournal journal, KeptEnding ending) {
    return written(writeWhatIsTaken(control, journal, ending), ending, journal::status);
  }

  /**
   * The same for a run that an earlier process carried out; tried once.
   *
   * @param journal told the state of the run, once it is committed
   */
  boolean recover(KeptEnding ending, Consumer<RunStatus> journal) {
    ledger.recordNodes(ending.run(), ending.lease(), ending.nodes());
    return written(commit(ending, state -> {
      if (state instanceof RunState.Final && !ending.steps().isEmpty()) {
        timelines.recordSteps(ending.run(), ending.lease(), ending.steps());
      }
    }), ending, journal);
  }

  /** Whether a run in this state is still to be ended so, or was. */
  static boolean takes(RunState state, KeptEnding ending) {
    return ChangeRun.leaseOf(state).equals(Optional.of(ending.lease())) || isOurs(state, ending.event());
  }

  void forget(KeptEnding ending) {
    try {
      endings.forget(ending);
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the end of run " + text(ending.run()) + " stays kept on this machine, though it is recorded", unavailable);
    }
  }

  private boolean written(RunChange changed, KeptEnding ending, Consumer<RunStatus> journal) {
    FaultPoint.AFTER_END_COMMIT.pass();
    RunId run = ending.run();
    boolean over = switch (changed) {
      case RunChange.Changed done -> ended(journal, run, done.state());
      case RunChange.Refused refused -> throw new IllegalStateException(
          "run " + run.value() + " in " + refused.state() + " does not take " + ending.event());
      case RunChange.Fenced(RunState state) when isOurs(state, ending.event()) -> ended(journal, run, state);
      case RunChange.Fenced _ -> {
        LOG.log(Level.WARNING, "run {0} was taken for lost while it was carried out here; its end is not recorded", text(run));
        // Which attempt's files count is found out by whoever sends what waits.
        yield false;
      }
    };
    forget(ending);
    return over;
  }

  /** A run whose results can never be written ends without them, rather than never. */
  private RunChange writeWhatIsTaken(RunControl control, RunJournal journal, KeptEnding ending) {
    Consumer<RunState> timeline = state -> {
      if (state instanceof RunState.Final) {
        timelines.record(ending.run(), ending.lease(), journal.times().soFar());
      }
    };
    try {
      return onceTheDatabaseAnswers(journal, () -> {
        control.flush();
        return commit(ending, timeline);
      });
    } catch (PortFailure refused) {
      LOG.log(Level.ERROR, "the database does not take the results of run " + text(ending.run()) + "; it ends without them", refused);
      journal.line(LogLevel.ERROR, KeptEnding.NOT_TAKEN);
      return onceTheDatabaseAnswers(journal, () -> commit(ending.withoutResults(), timeline));
    }
  }

  /** dbt has ended, so that nothing is harmed by waiting; a run that was taken over meanwhile answers by the fence. */
  private RunChange onceTheDatabaseAnswers(RunJournal journal, Supplier<RunChange> end) {
    boolean told = false;
    for (int refusals = 0; ; ) {
      try {
        return end.get();
      } catch (PortFailure failed) {
        boolean away = failed.code() == FailureCode.DATABASE_UNAVAILABLE;
        refusals += away ? 0 : 1;
        if (refusals == MOST_REFUSALS) {
          throw failed;
        }
        if (away && !told) {
          told = true;
          journal.line(LogLevel.WARN, "The service's database does not answer; the end of this run is recorded as soon as it does.");
        }
        pause.of(BETWEEN_ATTEMPTS);
      }
    }
  }

  /** @param more is written in the same transaction */
  private RunChange commit(KeptEnding ending, Consumer<RunState> more) {
    return change.apply(ending.run(), ending.lease(), ending.event(), state -> {
      ledger.recordErrors(ending.run(), ending.lease(), RunErrors.of(ending, state));
      more.accept(state);
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

  private static boolean ended(Consumer<RunStatus> journal, RunId run, RunState state) {
    journal.accept(state.status());
    LOG.log(Level.INFO, state instanceof RunState.Final ? "run {0} ended {1}" : "run {0} is {1} again, since this service stops",
        text(run), state.status().wireName());
    return state instanceof RunState.Final;
  }

  /** The log stays readable where it is when this cannot be done now. The steps that are known only now are put to the others. */
  void storeLog(ClaimedRun claimed, StepTimes times) {
    Run run = claimed.run();
    RunTimeline ended = times.soFar();
    AtomicBoolean isThere = new AtomicBoolean();
    try {
      times.during(RunTimeline.Step.STORAGE, () -> isThere.set(storeLog(run.account(), run.id())));
      timelines.record(run.id(), claimed.lease(), isThere.get() ? times.soFar() : ended);
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the time of the log of run " + text(run.id()) + " could not be recorded now: " + unavailable.getMessage());
    }
  }

  /** The same for a run that an earlier process carried out. @return whether it is in the storage now */
  boolean storeLog(AccountId account, RunId run) {
    AtomicBoolean isThere = new AtomicBoolean();
    try {
      logs.store(account, run, path -> {
        ledger.recordLog(run, path);
        isThere.set(true);
      });
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the log of run " + text(run) + " could not be stored now: " + unavailable.getMessage());
    }
    return isThere.get();
  }

  private static String text(RunId run) {
    return Integer.toString(run.value());
  }
}
