package io.datachannel.dbt.adapters.scheduling;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Calls ticks again and again, each on its own beat; a tick that fails is logged, and called again at its next beat. */
public final class Heartbeat implements AutoCloseable {
  private final ServiceFaults faults;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(0, Thread.ofPlatform().name("heartbeat-", 0).daemon().factory());

  /** @param clock tells when an outage that lasts is told again */
  public Heartbeat(InstantSource clock) {
    this.faults = new ServiceFaults(System.getLogger(Heartbeat.class.getName()), clock);
  }

  /**
   * Each tick has a thread: one that waits, for example for a storage, holds up no other, such as the one that renews leases.
   *
   * @param pause from the end of one call to the start of the next
   */
  public void every(Duration pause, String name, Runnable tick) {
    schedule(pause, pause, name, tick);
  }

  /** The same, and the first call is at once. */
  public void nowAndEvery(Duration pause, String name, Runnable tick) {
    schedule(Duration.ZERO, pause, name, tick);
  }

  private synchronized void schedule(Duration first, Duration pause, String name, Runnable tick) {
    threads.setCorePoolSize(threads.getCorePoolSize() + 1);
    threads.scheduleWithFixedDelay(() -> call(name, tick), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void call(String name, Runnable tick) {
    String what = "the tick '" + name + "'";
    try {
      tick.run();
      faults.worked(what);
    } catch (RuntimeException failed) {
      faults.failed(what, failed);
    }
  }
}
