package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.application.runs.RunningRuns;
import java.time.Duration;
import java.util.List;

/** What carries out work in this process. */
record Workers(List<LocalExecutor> executors, RunningRuns running) implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  /** Claims nothing more, stops what is under way, and waits until its end is written down. */
  @Override
  public void close() {
    executors.forEach(LocalExecutor::close);
    running.stopForShutdown();
    executors.forEach(executor -> executor.awaitIdle(LONGEST_STOP));
  }
}
