package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.result.PortFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/** One beat of the runs carried out here: their leases are renewed, cancel requests heard, node rows written. */
public final class TendRuns {
  private static final Logger LOG = System.getLogger(TendRuns.class.getName());

  private final RunningRuns running;
  private final RunQueue queue;
  private final LeaseTerms terms;
  private final InstantSource clock;

  public TendRuns(RunningRuns running, RunQueue queue, LeaseTerms terms, InstantSource clock) {
    this.running = running;
    this.queue = queue;
    this.terms = terms;
    this.clock = clock;
  }

  public void tick() {
    running.all().forEach(control -> {
      try {
        tend(control);
      } catch (PortFailure unavailable) {
        LOG.log(Level.WARNING, "run {0} could not be tended: {1}", control.claimed().run().id().value(), unavailable.getMessage());
        giveUpWhenOver(control);
      }
    });
  }

  private void tend(RunControl control) {
    ClaimedRun claimed = control.claimed();
    Instant now = clock.instant();
    if (!now.isBefore(control.renewedAt().plus(terms.renewal()))) {
      if (queue.lease(claimed.run().id(), claimed.lease(), terms.duration()) == 0) {
        control.stop(RunControl.Stop.LEASE_LOST);
        return;
      }
      control.renewed(now);
    }
    if (queue.cancelRequested(claimed.run().id())) {
      control.stop(RunControl.Stop.CANCELLED);
    }
    control.nodes().flush();
  }

  /** Whoever cannot renew stops its own dbt before another copy may take the run for lost. */
  private void giveUpWhenOver(RunControl control) {
    if (!clock.instant().isBefore(control.renewedAt().plus(terms.duration()).minus(terms.renewal()))) {
      control.stop(RunControl.Stop.LEASE_LOST);
    }
  }
}
