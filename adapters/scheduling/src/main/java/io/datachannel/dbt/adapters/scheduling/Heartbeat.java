package io.datachannel.dbt.adapters.scheduling;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Calls ticks again and again, each on its own beat; a tick that fails is logged, and called again at its next beat. */
public final class Heartbeat implements AutoCloseable {
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final ServiceFaults faults;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(0, Thread.ofPlatform().name("heartbeat-", 0).daemon().factory());

  /** @param faults of all loops of the service */
  public Heartbeat(ServiceFaults faults) {
    this.faults = faults;
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

  /** Calls a tick on a thread of its own. @param pause tells, after each call, how long it is until the next one */
  public void paced(String name, Runnable tick, Supplier<Duration> pause) {
    addThread();
    threads.execute(() -> pace(name, tick, pause));
  }

  private void pace(String name, Runnable tick, Supplier<Duration> pause) {
    call(name, tick);
    AtomicReference<Duration> next = new AtomicReference<>(AFTER_A_FAULT);
    call("the pause of '" + name + "'", () -> next.set(pause.get()));
    if (!threads.isShutdown()) {
      threads.schedule(() -> pace(name, tick, pause), next.get().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void addThread() {
    threads.setCorePoolSize(threads.getCorePoolSize() + 1);
  }

  private void schedule(Duration first, Duration pause, String name, Runnable tick) {
    addThread();
    threads.scheduleWithFixedDelay(() -> call(name, tick), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void call(String name, Runnable tick) {
    try {
      tick.run();
      faults.worked(told(name));
    } catch (Throwable failed) {
      // Also an Error, such as a heap that is full for a moment: a tick that throws is never called again.
      tell(name, failed);
    }
  }

  private void tell(String name, Throwable failed) {
    try {
      faults.failed(told(name), failed);
    } catch (Throwable _) {
      // There is no room even for the words; the next beat has its own.
    }
  }

  /** What is told of a tick that fails, by the name that it was given. */
  static String told(String name) {
    return "the tick '" + name + "'";
  }
}
