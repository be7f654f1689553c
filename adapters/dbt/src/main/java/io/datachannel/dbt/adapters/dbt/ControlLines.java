package io.datachannel.dbt.adapters.dbt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * What is said to dbt's process: the request, and then that it is to stop or may go on. Users' code can keep it from reading for as long as it
 * lives, so that a thread of its own waits for that and nobody else does. What was not written yet of how long it may go on is replaced by what is newer.
 */
final class ControlLines {
  private final RunningDbt dbt;
  private final Queue<String> waiting = new ArrayDeque<>();
  private Optional<Supplier<String>> lease = Optional.empty();
  private boolean writing;

  ControlLines(RunningDbt dbt) {
    this.dbt = dbt;
  }

  /** @param line goes before whatever is said later */
  synchronized void say(String line) {
    waiting.add(line);
    write();
  }

  /** Counted from now, however late it is written. */
  synchronized void mayGoOn(Duration untilInterrupt, Duration untilKill) {
    long now = System.nanoTime();
    lease = Optional.of(() -> "{\"interrupt_in\": " + left(now, untilInterrupt) + ", \"kill_in\": " + left(now, untilKill) + "}");
    write();
  }

  private static double left(long since, Duration duration) {
    return Math.max(0, duration.minusNanos(System.nanoTime() - since).toMillis()) / 1000.0;
  }

  private void write() {
    if (!writing) {
      // No virtual one: at a pipe it would keep what carries it from others.
      Thread.ofPlatform().daemon().name("dbt-control").start(this::writeAll);
      writing = true;
    }
  }

  private void writeAll() {
    for (Optional<String> line = next(); line.isPresent(); line = next()) {
      dbt.writeLine(line.get());
    }
  }

  private synchronized Optional<String> next() {
    Optional<String> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      next = lease.map(Supplier::get);
      lease = Optional.empty();
    }
    writing = next.isPresent();
    return next;
  }
}
