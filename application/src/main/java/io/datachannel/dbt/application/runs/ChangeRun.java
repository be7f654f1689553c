package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.RunChange.Changed;
import io.datachannel.dbt.application.runs.RunChange.Fenced;
import io.datachannel.dbt.application.runs.RunChange.Refused;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunTransition;
import io.datachannel.dbt.domain.run.RunTransitions;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves a run by an event: lock, apply, write, in one transaction. The only way a run's state changes. */
public final class ChangeRun {
  private final Runs runs;
  private final UnitOfWork work;

  public ChangeRun(Runs runs, UnitOfWork work) {
    this.runs = runs;
    this.work = work;
  }

  /** For whoever does not carry out the run: a user, the reaper. */
  public RunChange apply(RunId id, RunEvent event) {
    return apply(id, Optional.empty(), event, _ -> { });
  }

  /**
   * For the copy that carries out the run.
   *
   * @param beside given the new state, and written in the same transaction, when the run moves
   */
  public RunChange apply(RunId id, Lease lease, RunEvent event, Consumer<RunState> beside) {
    return apply(id, Optional.of(lease), event, beside);
  }

  private RunChange apply(RunId id, Optional<Lease> lease, RunEvent event, Consumer<RunState> beside) {
    return work.inTransaction(() -> {
      Run run = runs.lock(id).orElseThrow(() -> NotFound.of("run", id.value()));
      if (lease.isPresent() && !lease.equals(leaseOf(run.state()))) {
        return new Fenced(run.state());
      }
      return switch (RunTransitions.apply(run.state(), event)) {
        case RunTransition.Illegal illegal -> new Refused(illegal.state());
        case RunTransition.Moved moved -> write(run, moved.state(), beside);
      };
    });
  }

  private RunChange write(Run run, RunState next, Consumer<RunState> beside) {
    int rows = runs.move(run, next);
    if (rows != 1) {
      throw new IllegalStateException("a locked run changed under the lock: " + rows + " rows for run " + run.id().value());
    }
    beside.accept(next);
    return new Changed(next);
  }

  /** Empty for a run that is not carried out. */
  static Optional<Lease> leaseOf(RunState state) {
    return switch (state) {
      case RunState.Running running -> Optional.of(running.lease());
      case RunState.Cancelling cancelling -> Optional.of(cancelling.lease());
      case RunState.Queued _, RunState.Final _ -> Optional.empty();
    };
  }
}
