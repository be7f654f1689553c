package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.runs.RunQueue.QueuedRun;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunTransition;
import io.datachannel.dbt.domain.run.RunTransitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes the next runs from the queue for this copy of the service, at most one of each account in a transaction. One thread calls it. */
public final class ClaimRuns {
  private final RunQueue queue;
  private final Runs runs;
  private final UnitOfWork work;
  private final LeaseTerms terms;
  private final InstantSource clock;
  private final InstantSource steady;
  /** Claims whose commit was not answered: only the database knows whether they were kept. */
  private List<ClaimedRun> unsure = List.of();

  /** @param steady a clock that never jumps and goes on while the process is suspended */
  public ClaimRuns(RunQueue queue, Runs runs, UnitOfWork work, LeaseTerms terms, InstantSource clock, InstantSource steady) {
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
   * @param most at least 1
   * @throws io.datachannel.dbt.application.result.PortFailure when the database is away; the next call finds out what was kept
   */
  public List<ClaimedRun> claim(int most) {
    List<ClaimedRun> kept = kept();
    return kept.isEmpty() ? claimNext(most) : kept;
  }

  private List<ClaimedRun> claimNext(int most) {
    Instant asked = steady.instant();
    List<ClaimedRun> claimed = work.inTransaction(() -> {
      unsure = List.of();
      List<ClaimedRun> won = begin(queue.lockNext(most), asked);
      if (!won.isEmpty()) {
        FaultPoint.BEFORE_CLAIM_COMMIT.pass();
      }
      unsure = won;
      return won;
    });
    unsure = List.of();
    if (!claimed.isEmpty()) {
      FaultPoint.AFTER_CLAIM_COMMIT.pass();
    }
    return claimed;
  }

  /** Renewing a lease asks and answers at once: it works for the copy that holds the run under this fencing number alone. */
  private List<ClaimedRun> kept() {
    if (unsure.isEmpty()) {
      return unsure;
    }
    Instant asked = steady.instant();
    List<ClaimedRun> held = unsure.stream()
        .filter(claimed -> queue.lease(claimed.run().id(), claimed.lease(), terms.duration()) == 1).toList();
    unsure = List.of();
    held.forEach(claimed -> claimed.watch().renewed(asked));
    return held;
  }

  private List<ClaimedRun> begin(List<QueuedRun> locked, Instant asked) {
    if (locked.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<Runs.Begun> begun = locked.stream().map(queued -> begun(queued, now)).toList();
    int rows = runs.begin(begun, terms.duration());
    if (rows != begun.size()) {
      throw new IllegalStateException("of " + begun.size() + " locked runs " + rows + " could be claimed");
    }
    return begun.stream().map(one -> claimed(one, asked)).toList();
  }

  private Runs.Begun begun(QueuedRun queued, Instant now) {
    Lease lease = new Lease(terms.owner(), queued.lastFencingNumber() + 1);
    return switch (RunTransitions.apply(queued.run().state(), new RunEvent.Claimed(now, lease))) {
      case RunTransition.Moved(RunState.Running running) -> new Runs.Begun(queued.run(), running);
      case RunTransition.Moved _, RunTransition.Illegal _ -> throw new IllegalStateException(
          "run " + queued.run().id().value() + " in the queue is " + queued.run().state());
    };
  }

  private ClaimedRun claimed(Runs.Begun begun, Instant asked) {
    Run queued = begun.queued();
    return new ClaimedRun(new Run(queued.id(), queued.account(), queued.project(), queued.order(), begun.state()), begun.state().lease(),
        new LeaseWatch(terms, steady, asked), ((RunState.Queued) queued.state()).queuedAt());
  }
}
