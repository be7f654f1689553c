package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is found out about a run, written as soon as the database takes it: one that is away neither fails nor holds up the run. */
final class LateWrites {
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /** Writes now, when the database answers. */
  synchronized void write(Runnable write) {
    waiting.add(write);
    try {
      flush();
    } catch (PortFailure failed) {
      if (failed.code() != FailureCode.DATABASE_UNAVAILABLE) {
        waiting.clear();
        throw failed;
      }
    }
  }

  /** Writes what waits, in its order; after a failure of the database the next call tries again. */
  synchronized void flush() {
    while (!waiting.isEmpty()) {
      waiting.peek().run();
      waiting.remove();
    }
  }
}
