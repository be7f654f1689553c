package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends the runs whose copy of the service died, or queues them again where that was asked for: nothing stays RUNNING for ever. */
public final class ReapLostRuns {
  private static final int AT_ONCE = 50;

  private final Runs runs;
  private final RunQueue queue;
  private final RunLedger ledger;
  private final RunLogs logs;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final OneByOne<RunId> looks = new OneByOne<>(id -> id);

  public ReapLostRuns(Runs runs, RunQueue queue, RunLedger ledger, RunLogs logs, UnitOfWork work, InstantSource clock) {
    this.runs = runs;
    this.queue = queue;
    this.ledger = ledger;
    this.logs = logs;
    this.work = work;
    this.clock = clock;
  }

  /**
   * Returns how many were found.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when the database is away, or the rows of a run are locked; the others were looked at then
   */
  public int tick() {
    return tick(Set.of());
  }

  /** @param spared are left for a later look */
  int tick(Set<RunId> spared) {
    List<RunId> found = new ArrayList<>();
    looks.with(queue.expired(AT_ONCE).stream().filter(id -> !spared.contains(id)).toList(), id -> {
      if (reap(id)) {
        found.add(id);
      }
    });
    return found.size();
  }

  /** The lease is looked at again under the row's lock: its holder may have renewed it just now. */
  private boolean reap(RunId id) {
    Optional<Reaped> reaped = work.inTransaction(() -> {
      Optional<Reaped> lost = runs.lock(id).flatMap(run -> queue.loss(id).flatMap(loss -> end(run, loss)));
      lost.ifPresent(_ -> FaultPoint.BEFORE_REAP_COMMIT.pass());
      return lost;
    });
    reaped.ifPresent(_ -> FaultPoint.AFTER_REAP_COMMIT.pass());
    reaped.ifPresent(this::tell);
    return reaped.isPresent();
  }

  private Optional<Reaped> end(Run run, RunQueue.Loss loss) {
    Instant now = clock.instant();
    RunEvent event = loss.goesOn() ? new RunEvent.Requeued(now, loss.queuedAt()) : new RunEvent.LeaseExpired(now);
    return new ChangeRun(runs, work).apply(run.id(), event) instanceof RunChange.Changed changed
        ? Optional.of(recorded(run, changed.state())) : Optional.empty();
  }

  private Reaped recorded(Run run, RunState state) {
    Lease lease = switch (run.state()) {
      case RunState.Running running -> running.lease();
      case RunState.Cancelling cancelling -> cancelling.lease();
      case RunState.Queued _, RunState.Final _ -> throw new IllegalStateException("run " + run.id().value() + " has no lease");
    };
    Failure failure = switch (state) {
      case RunState.Failed failed -> failed.failure();
      case RunState.Queued _ -> Failure.of(FailureCode.RUN_QUEUED_AGAIN, "The copy of the service that carried out this run ("
          + lease.owner() + ") stopped answering; the run was queued again, once, and begins anew.");
      case RunState.Cancelled _, RunState.Successful _, RunState.PartiallySuccessful _, RunState.Running _, RunState.Cancelling _ ->
          Failure.of(FailureCode.RUN_CANCELLED, "A user cancelled the run; the copy of the service that carried it out ("
              + lease.owner() + ") stopped answering meanwhile.");
    };
    ledger.recordErrors(run.id(), lease, List.of(RunError.ofRun(failure)));
    return new Reaped(run, lease, state, failure);
  }

  private void tell(Reaped reaped) {
    Instant now = clock.instant();
    try (RunLogs.Writer journal = logs.afterLoss(reaped.run().account(), reaped.run().id(), reaped.lease())) {
      journal.append(new JournalEvent.LogLine(now, LogLevel.ERROR, "The log of " + reaped.lease().owner()
          + " ends here: that copy of the service was lost. " + reaped.failure().message(), Optional.empty()));
      journal.append(new JournalEvent.StatusChanged(now, reaped.state().status()));
    }
  }

  /** What became of a lost run, and why. */
  private record Reaped(Run run, Lease lease, RunState state, Failure failure) {}
}
