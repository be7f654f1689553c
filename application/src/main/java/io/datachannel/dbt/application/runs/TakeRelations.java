package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.RelationLocks.Holder;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunTransition;
import io.datachannel.dbt.domain.run.RunTransitions;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what a run is about to write, or sends the run back into the queue behind the one that writes it. Both happen in one transaction
 * under the slot of the account, so that the other run cannot end in between and leave this one waiting for nobody. What was found out before goes along.
 */
public final class TakeRelations {
  private final Runs runs;
  private final RelationLocks locks;
  private final RunQueue queue;
  private final UnitOfWork work;
  private final InstantSource clock;

  public TakeRelations(Runs runs, RelationLocks locks, RunQueue queue, UnitOfWork work, InstantSource clock) {
    this.runs = runs;
    this.locks = locks;
    this.queue = queue;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @throws MustWait when another run comes first; this one is QUEUED again, and is claimed when the other one has ended
   * @throws WorkStopped when the run was cancelled, or belongs to another copy of the service by now
   */
  void take(RunControl control, WarehouseId warehouse, Set<Relation> relations) {
    // Asked for before the row is locked: a beat may be writing them, and waits for that lock.
    List<Runnable> facts = control.facts().waiting();
    Optional<Holder> holder = work.inTransaction(() -> {
      Run run = held(control);
      facts.forEach(Runnable::run);
      Optional<Holder> first = locks.take(run, warehouse, relations);
      first.ifPresent(other -> goBack(control, run, warehouse, relations, other));
      return first;
    });
    control.facts().written(facts);
    holder.ifPresent(other -> {
      throw new MustWait(other);
    });
  }

  private Run held(RunControl control) {
    Lease lease = control.claimed().lease();
    Run run = runs.lock(control.claimed().run().id()).orElseThrow(() -> NotFound.of("run", control.claimed().run().id().value()));
    return switch (run.state()) {
      case RunState.Running running when running.lease().equals(lease) -> run;
      case RunState.Cancelling cancelling when cancelling.lease().equals(lease) -> throw stopped(control, RunControl.Stop.CANCELLED);
      case RunState.Running _, RunState.Cancelling _, RunState.Queued _, RunState.Final _ ->
          throw stopped(control, RunControl.Stop.LEASE_LOST);
    };
  }

  private static WorkStopped stopped(RunControl control, RunControl.Stop reason) {
    control.stop(reason);
    return new WorkStopped();
  }

  /** Who leaves RUNNING gives up its wishes, too, so that they are made once more. */
  private void goBack(RunControl control, Run run, WarehouseId warehouse, Set<Relation> relations, Holder other) {
    RunEvent again = new RunEvent.Requeued(clock.instant(), control.claimed().queuedAt());
    if (!(RunTransitions.apply(run.state(), again) instanceof RunTransition.Moved(RunState.Queued queued))
        || runs.move(run, queued) != 1 || queue.block(run.id(), new QueuePlace.Wait(other.run(), other.relation().dotted())) != 1) {
      throw new IllegalStateException("run " + run.id().value() + " is locked and RUNNING, and could not be queued");
    }
    locks.take(run, warehouse, relations);
  }

  /** Ends the work on a run that has to wait for another one. */
  static final class MustWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Holder holder;

    MustWait(Holder holder) {
      super("waits for run " + holder.run().value());
      this.holder = holder;
    }

    Holder holder() {
      return holder;
    }
  }
}
