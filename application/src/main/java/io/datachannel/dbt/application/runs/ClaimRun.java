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
import java.time.InstantSource;
import java.util.Optional;

/** Takes the next run from the queue for this copy of the service. */
public final class ClaimRun {
  private final RunQueue queue;
  private final Runs runs;
  private final UnitOfWork work;
  private final LeaseTerms terms;
  private final InstantSource clock;

  public ClaimRun(RunQueue queue, Runs runs, UnitOfWork work, LeaseTerms terms, InstantSource clock) {
    this.queue = queue;
    this.runs = runs;
    this.work = work;
    this.terms = terms;
    this.clock = clock;
  }

  /** Empty when nothing is queued. */
  public Optional<ClaimedRun> claim() {
    Optional<ClaimedRun> claimed = work.inTransaction(() -> {
      Optional<ClaimedRun> won = queue.lockNext().flatMap(this::claim);
      won.ifPresent(_ -> FaultPoint.BEFORE_CLAIM_COMMIT.pass());
      return won;
    });
    claimed.ifPresent(_ -> FaultPoint.AFTER_CLAIM_COMMIT.pass());
    return claimed;
  }

  private Optional<ClaimedRun> claim(RunQueue.QueuedRun queued) {
    Lease lease = new Lease(terms.owner(), queued.lastFencingNumber() + 1);
    Run run = queued.run();
    return switch (RunTransitions.apply(run.state(), new RunEvent.Claimed(clock.instant(), lease))) {
      case RunTransition.Illegal _ -> Optional.empty();
      case RunTransition.Moved moved -> {
        RunState next = moved.state();
        boolean won = runs.move(run, next) == 1 && queue.lease(run.id(), lease, terms.duration()) == 1;
        yield won
            ? Optional.of(new ClaimedRun(new Run(run.id(), run.account(), run.project(), run.order(), next), lease))
            : Optional.empty();
      }
    };
  }
}
