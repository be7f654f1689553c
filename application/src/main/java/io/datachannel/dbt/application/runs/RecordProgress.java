package io.datachannel.dbt.application.runs;

/** Writes down what the runs carried out here have found out since the last beat. */
public final class RecordProgress {
  private final RunningRuns running;

  public RecordProgress(RunningRuns running) {
    this.running = running;
  }

  /** @throws io.datachannel.dbt.application.result.PortFailure when the database is away; nothing is forgotten */
  public void tick() {
    running.all().forEach(RunControl::flush);
  }
}
