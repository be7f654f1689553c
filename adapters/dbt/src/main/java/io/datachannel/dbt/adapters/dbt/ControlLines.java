package io.datachannel.dbt.adapters.dbt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * What is said to dbt's process: the request, and then that it is to stop or may go on. Users' code can keep it from reading for as long as it
 * lives, so that a thread of its own waits for that and nobody else does. It is the same thread until the end: where no more can be had, a run that
 * has begun is told of its lease all the same. What was not written yet of how long it may go on is replaced by what is newer.
 */
final class ControlLines implements AutoCloseable {
  private final RunningDbt dbt;
  private final Queue<String> waiting = new ArrayDeque<>();
  private Optional<Supplier<String>> lease = Optional.empty();
  private boolean over;

  ControlLines(RunningDbt dbt) {
    this.dbt = dbt;
  }

  /**
   * From now on what is said is written.
   *
   * @param request goes before whatever is said later
   * @throws OutOfMemoryError when no thread can be had
   */
  void begin(String request) {
    waiting.add(request);
    // No virtual one: at a pipe it would keep what carries it from others.
    Thread.ofPlatform().daemon().name("dbt-control").start(this::writeAll);
  }

  /** @param line goes before how long dbt may go on */
  synchronized void say(String line) {
    waiting.add(line);
    notifyAll();
  }

  /** Counted from now, however late it is written. */
  synchronized void mayGoOn(Duration untilInterrupt, Duration untilKill) {
    long now = System.nanoTime();
    lease = Optional.of(() -> "{\"interrupt_in\": " + left(now, untilInterrupt) + ", \"kill_in\": " + left(now, untilKill) + "}");
    notifyAll();
  }

  private static double left(long since, Duration duration) {
    return Math.max(0, duration.minusNanos(System.nanoTime() - since).toMillis()) / 1000.0;
  }

  /** Nothing more is written. */
  @Override
  public synchronized void close() {
    over = true;
    notifyAll();
  }

  private void writeAll() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        goesOn = writeNext();
      } catch (RuntimeException | Error failed) {
        // For want of memory, for example: what comes next, such as a lease, is written all the same.
        goesOn = !isOver();
      }
    }
  }

  private boolean writeNext() {
    Optional<String> line = next();
    line.ifPresent(dbt::writeLine);
    return line.isPresent();
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Waits for it. @return empty when there is no more to come */
  private synchronized Optional<String> next() {
    while (!over && waiting.isEmpty() && lease.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        over = true;
      }
    }
    if (over) {
      return Optional.empty();
    }
    if (!waiting.isEmpty()) {
      return Optional.of(waiting.remove());
    }
    Optional<Supplier<String>> newest = lease;
    lease = Optional.empty();
    return newest.map(Supplier::get);
  }
}
