package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Calls dbt for the steps of a run, one after the other, until one fails or the run is stopped. As dbt itself has it, a step fails when a
 * node of it fails or is skipped; warnings do no harm. A step without a node to build is done.
 */
final class StepsInTurn {
  private final RunControl control;
  private final RunJournal journal;
  private final RunTimelines timelines;
  private final StepFiles files;
  private final AtomicBoolean unwritten = new AtomicBoolean();

  StepsInTurn(RunControl control, RunJournal journal, RunTimelines timelines, StepFiles files) {
    this.control = control;
    this.journal = journal;
    this.timelines = timelines;
    this.files = files;
  }

  /** A call of dbt. @param request absent when there is nothing that it could look at */
  record Call(DbtStep step, Optional<DbtRequest> request) {}

  /**
   * @param dbt calls dbt and waits for its end
   * @return how the last step ended that was begun, or that the run was stopped before the next one
   */
  DbtEnd carryOut(List<Call> calls, Function<DbtRequest, DbtEnd> dbt) {
    DbtEnd end = new DbtEnd.Completed();
    for (int index = 0; index < calls.size(); index++) {
      if (index > 0 && control.stopped().isPresent()) {
        return new DbtEnd.Interrupted();
      }
      end = one(index + 1, calls, dbt);
      if (journal.times().steps().soFar().getLast().state() != StepState.SUCCEEDED) {
        return end;
      }
    }
    return end;
  }

  private DbtEnd one(int number, List<Call> calls, Function<DbtRequest, DbtEnd> dbt) {
    Call call = calls.get(number - 1);
    String text = call.step().words().text();
    journal.times().steps().begin();
    tell(new JournalEvent.DbtStepStarted(journal.now(), number, calls.size(), text));
    StepState state = StepState.FAILED;
    try {
      DbtEnd end = call.request().map(dbt).orElseGet(DbtEnd.NothingToDo::new);
      state = stateOf(end);
      if (end instanceof DbtEnd.NothingToDo && calls.size() > 1) {
        journal.line(LogLevel.INFO, "Step " + number + " of " + calls.size() + " has nothing to do.");
      }
      return end;
    } catch (StepFailure failed) {
      throw new StepFailure(journal.times().steps().named(failed.failure()));
    } finally {
      Duration took = journal.times().steps().end(state);
      tell(new JournalEvent.DbtStepFinished(journal.now(), number, calls.size(), text, state, took));
      if (calls.size() > 1) {
        files.keep(number);
      }
    }
  }

  private StepState stateOf(DbtEnd end) {
    return switch (end) {
      // Those of earlier steps did not fail, or this one had not begun.
      case DbtEnd.Completed _ -> control.nodes().all().stream().noneMatch(node ->
          node.outcome() == NodeOutcome.FAILED || node.outcome() == NodeOutcome.SKIPPED) ? StepState.SUCCEEDED : StepState.FAILED;
      case DbtEnd.NothingToDo _ -> StepState.SUCCEEDED;
      case DbtEnd.Failed _, DbtEnd.TimedOut _ -> StepState.FAILED;
      case DbtEnd.Interrupted _ -> StepState.CANCELLED;
    };
  }

  /** A run of one step tells and writes nothing beyond what it always did. Of several, the next beat writes how far they are. */
  private void tell(JournalEvent event) {
    if (journal.times().steps().several()) {
      journal.append(event);
      if (unwritten.compareAndSet(false, true)) {
        control.facts().add(this::write);
      }
    }
  }

  private void write() {
    RunId run = control.claimed().run().id();
    Lease lease = control.claimed().lease();
    unwritten.set(false);
    timelines.recordSteps(run, lease, journal.times().steps().soFar());
  }
}
