package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;

/** Bounds the time of a transfer, whatever it waits for: a virtual thread's interruption closes the socket that it reads from. */
final class Deadline {
  private static final Duration BETWEEN_INTERRUPTIONS = Duration.ofMillis(100);

  private Deadline() {}

  /** What takes its time. */
  interface Work<T> {
    T call() throws IOException, GitAPIException;
  }

  /**
   * Does the work in a thread of its own, which is over when this returns.
   *
   * @throws TransportException when it took longer, or when this thread was interrupted
   */
  static <T> T within(Duration longest, Work<T> work) throws IOException, GitAPIException {
    FutureTask<T> task = new FutureTask<>(work::call);
    Thread worker = Thread.ofVirtual().name("git transfer").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      end(worker);
      throw new TransportException("The transfer took too long.", new TransferRefused(FailureCode.REPOSITORY_UNREACHABLE,
          "The repository's server did not come to an end within " + longest.toSeconds() + " s; check the server and the size of the "
              + "repository, and try again."));
    } catch (InterruptedException _) {
      end(worker);
      Thread.currentThread().interrupt();
      throw new TransportException("The transfer was interrupted.", new InterruptedIOException("interrupted"));
    } catch (ExecutionException failed) {
      throw thrownBy(failed.getCause());
    }
  }

  private static RuntimeException thrownBy(Throwable cause) throws IOException, GitAPIException {
    switch (cause) {
      case IOException io -> throw io;
      case GitAPIException git -> throw git;
      case RuntimeException unexpected -> throw unexpected;
      case Error broken -> throw broken;
      default -> throw new IllegalStateException(cause);
    }
  }

  /** JGit may miss an interruption, so it comes again; the caller holds locks on what the worker writes to. */
  private static void end(Thread worker) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      worker.interrupt();
      try {
        worker.join(BETWEEN_INTERRUPTIONS);
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
