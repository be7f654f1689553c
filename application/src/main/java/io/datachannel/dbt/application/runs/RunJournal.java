package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RedactedEvents;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.workspace.WorkObserver;
import io.datachannel.dbt.application.workspace.WorkPace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes down what happens in a run, in the journal and in the ledger, and ends the run between two steps when it was stopped. */
final class RunJournal implements WorkObserver, WorkPace {
  private final RunControl control;
  private final RunLedger ledger;
  private final RunLogs.Writer writer;
  private final RunDeadline deadline;
  private final InstantSource clock;
  private final StepTimes times;
  private volatile Redactor redactor = Redactor.none();

  RunJournal(RunControl control, RunLedger ledger, RunLogs.Writer writer, RunDeadline deadline, InstantSource clock,
      StepTimes times) {
    this.control = control;
    this.ledger = ledger;
    this.writer = writer;
    this.deadline = deadline;
    this.clock = clock;
    this.times = times;
  }

  RunDeadline deadline() {
    return deadline;
  }

  StepTimes times() {
    return times;
  }

  Failure redacted(Failure failure) {
    return failure.redacted(redactor);
  }

  Instant now() {
    return clock.instant();
  }

  /** Of an artifact that could not be kept. */
  void lost(LostArtifacts lost, String name, String reason) {
    line(LogLevel.ERROR, name + " could not be stored: " + reason);
    control.facts().add(() -> lost.record(control.claimed().run().id(), control.claimed().lease(), name, redactor.redact(reason)));
  }

  void append(JournalEvent event) {
    writer.append(RedactedEvents.of(event, redactor));
  }

  void status(RunStatus status) {
    writer.append(new JournalEvent.StatusChanged(clock.instant(), status));
  }

  /** @throws io.datachannel.dbt.application.result.StepFailure with RUN_TIMED_OUT, too */
  @Override
  public void checkGoingOn() {
    if (control.stopped().isPresent()) {
      throw new WorkStopped();
    }
    deadline.left();
  }

  @Override
  public WorkPace pace() {
    return this;
  }

  @Override
  public DbtEnd await(Invocation dbt, Duration longest) {
    Duration left = deadline.leftOrNone();
    DbtEnd end = control.await(dbt, left.compareTo(longest) < 0 ? left : longest);
    checkGoingOn();
    return end;
  }

  @Override
  public <T> T step(RunStep step, Supplier<T> work) {
    checkGoingOn();
    Instant start = clock.instant();
    writer.append(new JournalEvent.StepStarted(start, step));
    T result = times.measure(StepTimes.of(step), work);
    Instant end = clock.instant();
    writer.append(new JournalEvent.StepFinished(end, step, Duration.between(start, end)));
    return result;
  }

  @Override
  public void conceal(Redactor known) {
    redactor = known;
  }

  @Override
  public void checkedOut(Checkout checkout) {
    control.facts().add(() ->
        ledger.recordCommit(control.claimed().run().id(), control.claimed().lease(), checkout.commit()));
    tell("Checked out commit " + checkout.commit());
    checkout.warnings().forEach(warning -> line(LogLevel.WARN, warning));
  }

  @Override
  public void environmentReady(PreparedEnvironment prepared) {
    control.facts().add(() -> ledger.recordEnvironment(control.claimed().run().id(), control.claimed().lease(), prepared));
    tell((prepared.environment().reused() ? "Reused" : "Built") + " the environment with dbt-core " + prepared.dbtVersion());
    prepared.warnings().forEach(warning -> line(LogLevel.WARN, warning.message()));
  }

  @Override
  public void tell(String line) {
    line(LogLevel.INFO, line);
  }

  void line(LogLevel level, String line) {
    append(new LogLine(clock.instant(), level, line, Optional.empty()));
  }

  @Override
  public void told(DbtEvent event) {
    DbtEvent redacted = RedactedEvents.of(event, redactor);
    writer.append(redacted);
    if (redacted instanceof JournalEvent.NodeStarted) {
      times.nodeBegan();
    }
    if (redacted instanceof JournalEvent.NodeFinished finished) {
      control.nodes().add(finished.result());
      FaultPoint.DURING_DBT.pass();
    }
  }
}
