package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunTransition;
import io.datachannel.dbt.domain.run.RunTransitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes the next run from the queue for this copy of the service. One thread calls it. */
public final class ClaimRun {
  private final RunQueue queue;
  private final Runs runs;
  private final UnitOfWork work;
  private final LeaseTerms terms;
  private final InstantSource clock;
  private final InstantSource steady;
  /** A claim whose commit was not answered: only the database knows whether it was kept. */
  private Optional<ClaimedRun> unsure = Optional.empty();

  /** @param steady a clock that never jumps and goes on while the process is suspended */
  public ClaimRun(RunQueue queue, Runs runs, UnitOfWork work, LeaseTerms terms, InstantSource clock, InstantSource steady) {
    this.queue = queue;
    this.runs = runs;
    this.work = work;
    this.terms = terms;
    this.clock = clock;
    this.steady = steady;
  }

  /**
   * Empty when there is none that may be claimed.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure when the database is away; the next call finds out what was kept
   */
  public Optional<ClaimedRun> claim() {
    Optional<ClaimedRun> kept = kept();
    return kept.isPresent() ? kept : claimNext();
  }

  private Optional<ClaimedRun> claimNext() {
    Instant asked = steady.instant();
    Optional<ClaimedRun> claimed = work.inTransaction(() -> {
      unsure = Optional.empty();
      Optional<ClaimedRun> won = queue.lockNext().flatMap(next -> claim(next, asked));
      won.ifPresent(_ -> FaultPoint.BEFORE_CLAIM_COMMIT.pass());
      unsure = won;
      return won;
    });
    unsure = Optional.empty();
    claimed.ifPresent(_ -> FaultPoint.AFTER_CLAIM_COMMIT.pass());
    return claimed;
  }

  /** Renewing the lease asks and answers at once: it works for the copy that holds the run under this fencing number alone. */
  private Optional<ClaimedRun> kept() {
    if (unsure.isEmpty()) {
      return unsure;
    }
    ClaimedRun claimed = unsure.get();
    Instant asked = steady.instant();
    boolean held = queue.lease(claimed.run().id(), claimed.lease(), terms.duration()) == 1;
    unsure = Optional.empty();
    claimed.watch().renewed(asked);
    return held ? Optional.of(claimed) : Optional.empty();
  }

  private Optional<ClaimedRun> claim(RunQueue.QueuedRun queued, Instant asked) {
    Lease lease = new Lease(terms.owner(), queued.lastFencingNumber() + 1);
    Run run = queued.run();
    return switch (RunTransitions.apply(run.state(), new RunEvent.Claimed(clock.instant(), lease))) {
      case RunTransition.Illegal _ -> Optional.empty();
      case RunTransition.Moved moved -> {
        RunState next = moved.state();
        boolean won = runs.move(run, next) == 1 && queue.lease(run.id(), lease, terms.duration()) == 1;
        yield won
            ? Optional.of(new ClaimedRun(new Run(run.id(), run.account(), run.project(), run.order(), next), lease,
                new LeaseWatch(terms, steady, asked), queuedAt(run)))
            : Optional.empty();
      }
    };
  }

  private static Instant queuedAt(Run run) {
    return ((RunState.Queued) run.state()).queuedAt();
  }
}
