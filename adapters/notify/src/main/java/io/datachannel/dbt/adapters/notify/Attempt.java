package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One attempt, bounded as a whole: a receiver that sends a byte now and then is given no more time than one that sends none. It is on a
 * virtual thread, whose interruption closes the socket that it waits for.
 */
record Attempt(Duration longest) {

  /** @param told what is said of a failure; its own words may hold the address, which may be a secret */
  Outcome of(String host, Callable<Outcome> work, Function<Throwable, String> told) {
    FutureTask<Outcome> task = new FutureTask<>(work);
    Thread.ofVirtual().name("notification").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      return new Outcome.NotTaken(told.apply(failed.getCause()));
    } catch (TimeoutException _) {
      return new Outcome.NotTaken("The host " + host + " did not answer within " + longest.toSeconds() + " s.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.NotTaken("The service stopped before the host " + host + " had answered.");
    } finally {
      task.cancel(true);
    }
  }
}
