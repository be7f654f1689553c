package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** dbt that begins when something else is ready; what is asked of it until then is asked at once when it begins. */
final class LateInvocation implements Invocation {
  private final CompletableFuture<Invocation> beginning;
  private final Runnable giveUp;
  private Consumer<Invocation> lease = begun -> { };

  /** @param giveUp ends what the beginning waits for */
  LateInvocation(CompletableFuture<Invocation> beginning, Runnable giveUp) {
    this.beginning = beginning;
    this.giveUp = giveUp;
    beginning.thenAccept(this::tellLease);
  }

  @Override
  public DbtEnd await(Duration timeout) {
    long until = System.nanoTime() + timeout.toNanos();
    try {
      return beginning.get(timeout.toNanos(), TimeUnit.NANOSECONDS).await(left(until));
    } catch (TimeoutException _) {
      giveUpUnlessBegun();
      // As soon as it begins it is ended.
      beginning.thenAccept(begun -> begun.await(Duration.ZERO));
      return new DbtEnd.TimedOut();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("dbt could not be started.", failed.getCause());
    } catch (InterruptedException interruption) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for dbt; it was killed.", interruption);
    }
  }

  private void giveUpUnlessBegun() {
    if (!beginning.isDone()) {
      giveUp.run();
    }
  }

  @Override
  public void interrupt() {
    giveUpUnlessBegun();
    beginning.thenAccept(Invocation::interrupt);
  }

  @Override
  public void kill() {
    giveUpUnlessBegun();
    beginning.thenAccept(Invocation::kill);
  }

  @Override
  public void mayGoOn(Duration untilInterrupt, Duration untilKill) {
    long now = System.nanoTime();
    synchronized (this) {
      lease = begun -> begun.mayGoOn(left(now + untilInterrupt.toNanos()), left(now + untilKill.toNanos()));
    }
    if (beginning.isDone()) {
      beginning.thenAccept(this::tellLease);
    }
  }

  /** The newest only. */
  private synchronized void tellLease(Invocation begun) {
    lease.accept(begun);
  }

  private static Duration left(long until) {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }
}
