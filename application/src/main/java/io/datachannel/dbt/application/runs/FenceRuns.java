package io.datachannel.dbt.application.runs;

/** Stops the runs carried out here whose lease could not be renewed, before another copy may take them for lost. Asks no database. */
public final class FenceRuns {
  private final RunningRuns running;

  public FenceRuns(RunningRuns running) {
    this.running = running;
  }

  public void tick() {
    running.all().forEach(RunControl::fence);
  }
}
