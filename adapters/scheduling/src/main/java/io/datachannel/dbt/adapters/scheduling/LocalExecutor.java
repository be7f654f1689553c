package io.datachannel.dbt.adapters.scheduling;

import io.datachannel.dbt.application.execution.WorkSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out work of one kind in this process, so many pieces at once, each on a virtual thread. The loop never dies. While there is more to
 * claim, claiming goes before beginning: what begins takes the processors from it.
 */
public final class LocalExecutor implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalExecutor.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long JITTER_MILLIS = 200;
  /** Where work was found, more of it often follows, of other copies, too: it is looked for so often, so many times. */
  private static final Duration LOOK_SOON = Duration.ofMillis(100);
  private static final int TIMES_SOON = 20;
  /** Other copies have free slots, too. */
  private static final int MOST_AT_ONCE = 32;
  /** What was claimed begins after so long in any case. */
  private static final Duration LONGEST_HELD = Duration.ofSeconds(5);

  private final String kind;
  private final String look;
  private final WorkSource source;
  private final int capacity;
  private final Semaphore slots;
  private final WorkSignal signal;
  private final ServiceFaults faults;
  private final Thread loop;
  private volatile boolean closed;
  private int looksInVain = TIMES_SOON;
  private final List<Runnable> held = new ArrayList<>();
  private long heldSince;

  /**
   * @param kind     names the work in thread names and logs
   * @param capacity how many pieces at once, at least 1
   * @param signal   wakes the loop when work is queued in this process; otherwise it looks once a second, more or less, and more often where there was work
   * @param faults   of all loops of the service
   */
  public LocalExecutor(String kind, WorkSource source, int capacity, WorkSignal signal, ServiceFaults faults) {
    this.kind = kind;
    this.look = "looking for " + kind;
    this.source = source;
    this.capacity = capacity;
    this.slots = new Semaphore(capacity);
    this.signal = signal;
    this.faults = faults;
    this.loop = Thread.ofPlatform().name(kind + "-claims").daemon().unstarted(this::run);
  }

  public void start() {
    loop.start();
  }

  /** Takes no more work. What is under way goes on. */
  @Override
  public void close() {
    closed = true;
    loop.interrupt();
  }

  /** After {@link #close}: waits until nothing is under way, or the time has passed. @return whether nothing is */
  public boolean awaitIdle(Duration atMost) {
    try {
      if (loop.getState() != Thread.State.NEW) {
        loop.join(atMost);
      }
      boolean idle = slots.tryAcquire(capacity, atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (idle) {
        slots.release(capacity);
      }
      return idle;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    while (!closed) {
      try {
        awaitSlot();
        if (takeNext(1 + more())) {
          looksInVain = 0;
        } else {
          signal.await(looksInVain < TIMES_SOON ? LOOK_SOON : nextLook());
          looksInVain = Math.min(looksInVain + 1, TIMES_SOON);
        }
      } catch (InterruptedException _) {
        closed = true;
      } catch (RuntimeException | Error failed) {
        tellThatItGoesOn(failed);
        rest();
      }
    }
    begin();
  }

  /** So long that what was short, such as memory, may be there again; queued work does not end it. */
  private void rest() {
    LockSupport.parkNanos(LOOK.toNanos());
  }

  private void awaitSlot() throws InterruptedException {
    if (!slots.tryAcquire()) {
      begin();
      slots.acquire();
    }
  }

  /** Copies of the service that started together do not look together for ever. */
  private static Duration nextLook() {
    return LOOK.plusMillis(ThreadLocalRandom.current().nextLong(-JITTER_MILLIS, JITTER_MILLIS));
  }

  /** Slots that are free now, besides the one that is held. */
  private int more() {
    int free = Math.min(slots.availablePermits(), MOST_AT_ONCE - 1);
    return free > 0 && slots.tryAcquire(free) ? free : 0;
  }

  /** Whether there was work. A slot is given back when its work is over, or when there was none for it. */
  private boolean takeNext(int most) {
    int taken = take(most);
    boolean more = taken == most || signal.isFlood();
    if (!more || System.nanoTime() - heldSince > LONGEST_HELD.toNanos()) {
      begin();
    }
    return taken > 0;
  }

  /** Whatever fails, a slot without work is free again. @return how many are held now, besides those before */
  private int take(int most) {
    int taken = 0;
    try {
      List<Runnable> work = claim(most);
      heldSince = held.isEmpty() ? System.nanoTime() : heldSince;
      held.addAll(work);
      taken = work.size();
    } finally {
      slots.release(most - taken);
    }
    return taken;
  }

  private void begin() {
    // Each is held until it has begun: where no thread can be had now, the rest begins later.
    while (!held.isEmpty()) {
      Runnable piece = held.getFirst();
      Thread.ofVirtual().name(kind).start(() -> carryOut(piece));
      held.removeFirst();
    }
  }

  private List<Runnable> claim(int most) {
    try {
      List<Runnable> found = source.next(most);
      tellThatItWorked();
      return found;
    } catch (RuntimeException | Error failed) {
      looksInVain = TIMES_SOON;
      tellThatItFailed(failed);
      return List.of();
    }
  }

  /** What was found is begun all the same. */
  private void tellThatItWorked() {
    try {
      faults.worked(look);
    } catch (RuntimeException | Error _) {
      // There is no room for the words.
    }
  }

  private void tellThatItFailed(Throwable failed) {
    try {
      faults.failed(look, failed);
    } catch (RuntimeException | Error _) {
      // There is no room even for the words; the next look has its own.
    }
  }

  private void tellThatItGoesOn(Throwable failed) {
    try {
      LOG.log(Level.ERROR, "the loop of " + kind + " failed, and goes on", failed);
    } catch (RuntimeException | Error _) {
      // As above.
    }
  }

  private void carryOut(Runnable piece) {
    try {
      piece.run();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.ERROR, kind + " work ended with an error of the service", failed);
    } finally {
      slots.release();
    }
  }
}
