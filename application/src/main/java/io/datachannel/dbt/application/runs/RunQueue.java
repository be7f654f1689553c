package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.runs.QueuePlace.Wait;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queue that is kept in the run rows themselves, and in one slot for each account. Leases are told by the database's clock. Whoever
 * locks both a slot and a run locks the slot first.
 */
public interface RunQueue {

  /**
   * Locks the next runs that may be claimed, each of another account, and these accounts' slots, until the end of the transaction around
   * this call. The accounts are those that have had the least so far among those below their limit of running runs; of an account's runs
   * it is the most urgent, and then the one that waited the longest.
   *
   * @param most at least 1
   * @return in the accounts' turns; empty when no run may be claimed
   */
  List<QueuedRun> lockNext(int most);

  /** Sets or prolongs the lease of a RUNNING run. @return the rows changed: 0 when the run is not held under this lease */
  int lease(RunId id, Lease lease, Duration duration);

  /** Whether a user asked to stop the run. */
  boolean cancelRequested(RunId id);

  /** RUNNING runs whose lease is over, oldest first. */
  List<RunId> expired(int limit);

  /** What is known of a run whose lease is over; empty when it is not, or the run is not RUNNING. */
  Optional<Loss> loss(RunId id);

  /**
   * Takes a QUEUED run out of the queue until {@link #release} is called for the other one. Called in a transaction that has locked the run,
   * as the one of a claim has. It keeps its place.
   *
   * @return the rows changed: 0 when the run is not QUEUED
   */
  int block(RunId run, Wait wait);

  /** Puts the runs that wait for this one back into the queue, at their places. @return how many */
  int release(RunId waitedFor);

  /**
   * A run at the head of the queue.
   *
   * @param lastFencingNumber the one of its last claim, 0 before the first
   */
  record QueuedRun(Run run, long lastFencingNumber) {}

  /**
   * A lost run.
   *
   * @param timesLost before this time
   * @param queuedAt  its place in the queue
   */
  record Loss(AfterLoss afterLoss, int timesLost, Instant queuedAt) {

    /** Whether it is to be queued again. */
    public boolean goesOn() {
      return afterLoss == AfterLoss.QUEUE_ONCE_AGAIN && timesLost == 0;
    }
  }
}
