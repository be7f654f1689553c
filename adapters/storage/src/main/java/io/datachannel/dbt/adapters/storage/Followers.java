package io.datachannel.dbt.adapters.storage;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Wakes who waits for a run's next event. Runs share a fixed number of bells, so that none has to be cleared away. */
final class Followers {
  private static final int BELLS = 64;

  private final List<Bell> bells = Stream.generate(Bell::new).limit(BELLS).toList();

  Bell of(RunFiles.OfRun run) {
    return bells.get(Math.floorMod(run.hashCode(), BELLS));
  }

  /** Counts its rings, so that one between a look and the wait after it is not missed. */
  static final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private long rings;

    void ring() {
      lock.lock();
      try {
        rings++;
        rung.signalAll();
      } finally {
        lock.unlock();
      }
    }

    long rings() {
      lock.lock();
      try {
        return rings;
      } finally {
        lock.unlock();
      }
    }

    /** @return the nanoseconds that are left, 0 or less when the time is over */
    long awaitMoreThan(long seen, long nanos) throws InterruptedException {
      long left = nanos;
      lock.lock();
      try {
        while (rings == seen && left > 0) {
          left = rung.awaitNanos(left);
        }
        return left;
      } finally {
        lock.unlock();
      }
    }
  }
}
