package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The queue that is kept in the run rows themselves. Leases are told by the database's clock. */
public interface RunQueue {

  /** Locks the oldest QUEUED run that no one else has locked, until the end of the transaction around this call. */
  Optional<QueuedRun> lockNext();

  /** Sets or prolongs the lease of a RUNNING run. @return the rows changed: 0 when the run is not held under this lease */
  int lease(RunId id, Lease lease, Duration duration);

  /** Whether a user asked to stop the run. */
  boolean cancelRequested(RunId id);

  /** RUNNING runs whose lease is over, oldest first. */
  List<RunId> expired(int limit);

  /**
   * A run at the head of the queue.
   *
   * @param lastFencingNumber the one of its last claim, 0 before the first
   */
  record QueuedRun(Run run, long lastFencingNumber) {}
}
