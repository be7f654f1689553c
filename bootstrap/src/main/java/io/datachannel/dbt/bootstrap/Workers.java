package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.application.runs.RunningRuns;
import java.time.Duration;
import java.util.List;

/** What carries out work in this process. */
record Workers(List<LocalExecutor> executors, RunningRuns running) implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  void start() {
    executors.forEach(LocalExecutor::start);
  }

  /** Claims nothing more, stops what is under way, and waits until its end is written down. */
  @Override
  public void close() {
    executors.forEach(LocalExecutor::close);
    running.stopForShutdown();
    awaitIdle();
  }

  /** Waits until what was under way has written its end down; bounded. */
  void awaitIdle() {
    executors.forEach(executor -> executor.awaitIdle(LONGEST_STOP));
  }
}
