package io.datachannel.dbt.adapters.observability.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Something that takes a while to read, such as rows of the database. It is read beside who asks, once at a time and not more often than every
 * few seconds, however many ask; who asks waits a moment, and then takes what was read before, unless that is old.
 */
final class Reading<T> {
  private static final Logger LOG = System.getLogger(Reading.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration USABLE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String name;
  private final Supplier<T> read;
  private final InstantSource steady;
  private Optional<Read<T>> last = Optional.empty();
  private Instant begunAt = Instant.MIN;
  private boolean underWay;
  private boolean failing;

  private record Read<T>(T value, Instant at) {}

  /** @param steady a clock that never jumps */
  Reading(String name, Supplier<T> read, InstantSource steady) {
    this.name = name;
    this.read = read;
    this.steady = steady;
  }

  /** Empty when it cannot be read, and could not be for a minute. */
  Optional<T> latest() {
    freshRead().ifPresent(Reading::awaitAMoment);
    return younger(USABLE);
  }

  private synchronized Optional<T> younger(Duration age) {
    return last.filter(one -> steady.instant().isBefore(one.at().plus(age))).map(Read::value);
  }

  /** What is under way is waited for by who began it alone: several metrics of one page are of the same reading. */
  private synchronized Optional<CompletableFuture<Void>> freshRead() {
    Instant now = steady.instant();
    if (underWay || begunAt.isAfter(now.minus(FRESH))) {
      return Optional.empty();
    }
    begunAt = now;
    underWay = true;
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread.ofVirtual().name("reading-" + name).start(() -> {
      try {
        done(read.get());
      } catch (RuntimeException failed) {
        failed(failed);
      } finally {
        goOn();
        over.complete(null);
      }
    });
    return Optional.of(over);
  }

  private synchronized void done(T value) {
    last = Optional.of(new Read<>(value, steady.instant()));
    failing = false;
  }

  private synchronized void failed(RuntimeException failed) {
    if (!failing) {
      LOG.log(Level.WARNING, "metrics are without the {0} until it can be read again: {1}", name, failed.getMessage());
    }
    failing = true;
  }

  private synchronized void goOn() {
    underWay = false;
  }

  private static void awaitAMoment(CompletableFuture<Void> begun) {
    try {
      begun.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.log(Level.DEBUG, "the reading goes on", late);
    }
  }
}
