package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ends the runs whose copy of the service died: nothing stays RUNNING for ever. */
public final class ReapLostRuns {
  private static final int AT_ONCE = 50;

  private final Runs runs;
  private final RunQueue queue;
  private final RunLedger ledger;
  private final RunLogs logs;
  private final UnitOfWork work;
  private final InstantSource clock;

  public ReapLostRuns(Runs runs, RunQueue queue, RunLedger ledger, RunLogs logs, UnitOfWork work, InstantSource clock) {
    this.runs = runs;
    this.queue = queue;
    this.ledger = ledger;
    this.logs = logs;
    this.work = work;
    this.clock = clock;
  }

  /** @return how many were ended */
  public int tick() {
    return (int) queue.expired(AT_ONCE).stream().filter(this::reap).count();
  }

  /** The lease is looked at again under the row's lock: its holder may have renewed it just now. */
  private boolean reap(RunId id) {
    record Reaped(Run run, RunState state) {}
    Optional<Reaped> reaped = work.inTransaction(() -> {
      Run run = runs.lock(id).orElseThrow();
      RunEvent expired = new RunEvent.LeaseExpired(clock.instant());
      Optional<Reaped> lost = queue.expired(AT_ONCE).contains(id)
          && new ChangeRun(runs, work).apply(id, expired) instanceof RunChange.Changed changed
          ? Optional.of(new Reaped(run, changed.state()))
          : Optional.empty();
      lost.ifPresent(_ -> FaultPoint.BEFORE_REAP_COMMIT.pass());
      return lost;
    });
    reaped.ifPresent(_ -> FaultPoint.AFTER_REAP_COMMIT.pass());
    reaped.ifPresent(lost -> tell(lost.run(), lost.state()));
    return reaped.isPresent();
  }

  private void tell(Run run, RunState state) {
    if (run.state() instanceof RunState.Running running && state instanceof RunState.Failed failed) {
      ledger.recordErrors(run.id(), running.lease(), List.of(RunError.ofRun(failed.failure())));
    }
    try (RunLogs.Writer journal = logs.open(run.account(), run.id())) {
      journal.append(new JournalEvent.StatusChanged(clock.instant(), state.status()));
    }
  }
}
