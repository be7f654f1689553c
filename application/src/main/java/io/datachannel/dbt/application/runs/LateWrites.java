package io.datachannel.dbt.application.runs;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is found out about a run, written by the next beat or transaction: a database that is away neither fails nor holds up the run. */
final class LateWrites {
  private final Deque<Runnable> waiting = new ConcurrentLinkedDeque<>();

  /** Returns at once, also while others are being written. */
  void add(Runnable write) {
    waiting.add(write);
  }

  /** For a transaction of the caller, who writes these, and calls {@link #written} when that is kept. */
  synchronized List<Runnable> waiting() {
    return List.copyOf(waiting);
  }

  synchronized void written(List<Runnable> writes) {
    waiting.removeAll(writes);
  }

  /** Writes what waits, in its order; after a failure of the database the next call tries again. */
  synchronized void flush() {
    while (!waiting.isEmpty()) {
      waiting.peek().run();
      waiting.remove();
    }
  }
}
