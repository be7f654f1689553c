package io.datachannel.dbt.application.runs;

/** One look for runs that were lost: ends that this copy knows are recorded before their runs are taken for lost, and hold up no other run. */
public final class TendLostRuns {
  private final RecoverEndings recover;
  private final ReapLostRuns reap;

  public TendLostRuns(RecoverEndings recover, ReapLostRuns reap) {
    this.recover = recover;
    this.reap = reap;
  }

  /** @throws io.datachannel.dbt.application.result.PortFailure when one of the two met one; both were done then */
  public void tick() {
    try {
      recover.tick();
    } finally {
      reap.tick(recover.waiting());
    }
  }
}
