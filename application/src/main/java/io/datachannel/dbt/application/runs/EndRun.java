package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Writes down the end of a run: its final state and its errors in one transaction, then the stored log. */
public final class EndRun {
  private static final Logger LOG = System.getLogger(EndRun.class.getName());

  private final ChangeRun change;
  private final RunLedger ledger;
  private final RunLogs logs;

  public EndRun(ChangeRun change, RunLedger ledger, RunLogs logs) {
    this.change = change;
    this.ledger = ledger;
    this.logs = logs;
  }

  void write(RunControl control, RunJournal journal, RunEnding ending) {
    Run run = control.claimed().run();
    control.nodes().flush();
    List<RunError> errors = errorsOf(control, journal.deadline(), ending);
    RunChange changed = change.apply(run.id(), control.claimed().lease(), ending.event(),
        () -> {
          ledger.recordErrors(run.id(), control.claimed().lease(), errors);
          FaultPoint.BEFORE_END_COMMIT.pass();
        });
    FaultPoint.AFTER_END_COMMIT.pass();
    switch (changed) {
      case RunChange.Changed done -> {
        journal.status(done.state().status());
        LOG.log(Level.INFO, "run {0} ended {1}", Integer.toString(run.id().value()), done.state().status().wireName());
      }
      case RunChange.Refused refused -> throw new IllegalStateException(
          "run " + run.id().value() + " in " + refused.state() + " does not take " + ending.event());
      case RunChange.Fenced _ -> LOG.log(Level.WARNING,
          "run {0} was taken for lost while it was carried out here; its end is not recorded", Integer.toString(run.id().value()));
    }
  }

  /** The log stays readable where it is when this cannot be done now. */
  void storeLog(ClaimedRun claimed) {
    Run run = claimed.run();
    try {
      logs.store(run.account(), run.id(), path -> ledger.recordLog(run.id(), path));
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "the log of run " + run.id().value() + " could not be stored", unavailable);
    }
  }

  /** A node that was under way when the run was stopped did not fail by itself; it has no error row of its own. */
  private static List<RunError> errorsOf(RunControl control, RunDeadline deadline, RunEnding ending) {
    List<RunError> errors = new ArrayList<>();
    switch (ending.event()) {
      case RunEvent.StepFailed failed -> errors.add(RunError.ofRun(failed.failure()));
      case RunEvent.Stopped _ -> errors.add(RunError.ofRun(Failure.of(FailureCode.RUN_CANCELLED, "A user cancelled the run.")));
      case RunEvent.Claimed _, RunEvent.CancelRequested _, RunEvent.Completed _, RunEvent.Reported _, RunEvent.LeaseExpired _ -> { }
    }
    errors.addAll(RunErrors.ofNodes(control.nodes().endedBefore(deadline.orEarlier(control.stoppedAt()))));
    errors.addAll(ending.errors());
    return errors;
  }
}
