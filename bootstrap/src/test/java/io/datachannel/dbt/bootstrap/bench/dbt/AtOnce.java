package io.datachannel.dbt.bootstrap.bench.dbt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Several runs at once, each of a project of its own, one behind the other for each. */
final class AtOnce {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final double SECONDS_IN_MINUTE = 60;

  private AtOnce() {}

  /** @param megabytes the most that was seen */
  record Figures(double runsPerMinute, long megabytes) {}

  /** @param memory is asked five times a second */
  static Figures measure(List<? extends Way> ways, int rounds, LongSupplier memory) {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong most = new AtomicLong();
    Thread sampler = Thread.ofPlatform().start(() -> {
      while (!over.get()) {
        most.accumulateAndGet(memory.getAsLong(), Math::max);
        LockSupport.parkNanos(LOOK.toNanos());
      }
    });
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(ways.size())) {
      List<? extends Future<?>> all = ways.stream().map(way -> threads.submit(() -> {
        for (int round = 0; round < rounds; round++) {
          way.run("run", "");
        }
      })).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    } finally {
      over.set(true);
    }
    double seconds = Times.seconds(Duration.ofNanos(System.nanoTime() - begun));
    return new Figures(ways.size() * rounds / seconds * SECONDS_IN_MINUTE, most.get());
  }
}
