package io.datachannel.dbt.application.execution;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the executor of this process when work is queued, so that it does not wait for its next look at the queue. */
public final class WorkSignal {
  private final Semaphore queued = new Semaphore(0);
  private volatile boolean flood;

  public void workIsQueued() {
    queued.release();
  }

  /** Returns as soon as work was queued since the last call, or after the time has passed. */
  public void await(Duration atMost) throws InterruptedException {
    if (queued.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      queued.drainPermits();
    }
  }

  /** @param more whether more work is about to be queued than a transaction takes: what was claimed had better begin behind it */
  public void flood(boolean more) {
    flood = more;
  }

  public boolean isFlood() {
    return flood;
  }
}
