package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.LeaseTerms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One beat of the runs carried out here: their leases are renewed, and cancel requests heard. */
public final class TendRuns {
  private final RunningRuns running;
  private final RunQueue queue;
  private final LeaseTerms terms;
  private final InstantSource steady;
  private final OneByOne<RunControl> beats = new OneByOne<>(control -> control.claimed().run().id());

  /** @param steady a clock that never jumps and goes on while the process is suspended */
  public TendRuns(RunningRuns running, RunQueue queue, LeaseTerms terms, InstantSource steady) {
    this.running = running;
    this.queue = queue;
    this.terms = terms;
    this.steady = steady;
  }

  /**
   * A process that was suspended does not renew a lease that was over meanwhile: its dbt may be dead.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when the database is away, or the row of a run is locked; the others had their beat then
   */
  public void tick() {
    beats.with(running.all(), control -> {
      control.fence();
      if (!isLost(control)) {
        tend(control);
      }
    });
  }

  private void tend(RunControl control) {
    ClaimedRun claimed = control.claimed();
    if (claimed.watch().isToBeRenewed()) {
      Instant asked = steady.instant();
      if (queue.lease(claimed.run().id(), claimed.lease(), terms.duration()) == 0) {
        control.stop(RunControl.Stop.LEASE_LOST);
        control.kill();
        return;
      }
      control.renewed(asked);
    }
    if (queue.cancelRequested(claimed.run().id())) {
      control.stop(RunControl.Stop.CANCELLED);
    }
  }

  private static boolean isLost(RunControl control) {
    return control.stopped().equals(Optional.of(RunControl.Stop.LEASE_LOST));
  }
}
