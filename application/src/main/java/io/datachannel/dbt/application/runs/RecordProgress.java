package io.datachannel.dbt.application.runs;

/** Writes down what the runs carried out here have found out since the last beat. */
public final class RecordProgress {
  private final RunningRuns running;
  private final OneByOne<RunControl> flushes = new OneByOne<>(control -> control.claimed().run().id());

  public RecordProgress(RunningRuns running) {
    this.running = running;
  }

  /** @throws io.datachannel.dbt.application.result.PortFailure when the database is away, or does not take what one of them found; nothing is forgotten */
  public void tick() {
    flushes.with(running.all(), RunControl::flush);
  }
}
