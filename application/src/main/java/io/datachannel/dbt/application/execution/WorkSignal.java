package io.datachannel.dbt.application.execution;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Wakes the executor of this process when work is queued, so that it does not wait for its next look at the queue. */
public final class WorkSignal {
  private final Semaphore queued = new Semaphore(0);
  private final AtomicInteger floods = new AtomicInteger();

  public void workIsQueued() {
    queued.release();
  }

  /** Returns as soon as work was queued since the last call, or after the time has passed. */
  public void await(Duration atMost) throws InterruptedException {
    if (queued.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      queued.drainPermits();
    }
  }

  /** More work is about to be queued than a transaction takes: what was claimed had better begin behind it. */
  public void floodBegins() {
    floods.incrementAndGet();
  }

  /** Once for each {@link #floodBegins()}. */
  public void floodEnds() {
    floods.decrementAndGet();
  }

  public boolean isFlood() {
    return floods.get() > 0;
  }
}
