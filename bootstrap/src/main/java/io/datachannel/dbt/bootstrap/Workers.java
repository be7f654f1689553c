package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.application.runs.RunningRuns;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * What carries out work in this process.
 *
 * @param drain how long runs may go on once the service is to stop
 */
record Workers(List<LocalExecutor> executors, RunningRuns running, Duration drain) implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Workers.class.getName());
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  void start() {
    executors.forEach(LocalExecutor::start);
  }

  /** Claims nothing more, lets runs go on for a while, puts the rest of them back into the queue, and waits until that is written down. */
  @Override
  public void close() {
    executors.forEach(LocalExecutor::close);
    if (running.count() > 0) {
      LOG.log(Level.INFO, "the service stops; {0} runs go on for {1} s at most", running.count(), drain.toSeconds());
      awaitIdle(drain);
    }
    running.stopForShutdown();
    awaitIdle();
  }

  /** Waits until what was under way has written its end down; bounded. */
  void awaitIdle() {
    awaitIdle(LONGEST_STOP);
  }

  private void awaitIdle(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    executors.forEach(executor -> executor.awaitIdle(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
  }
}
