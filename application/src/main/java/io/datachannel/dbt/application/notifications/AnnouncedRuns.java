package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.runs.ForwardingRuns;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunState;

/**
 * The runs, where each end is announced by the transaction that writes it. Whoever ends a run moves it here, so that there is no end of
 * which no one is told: that of a run carried out, reported, lost, recovered or never begun.
 */
public final class AnnouncedRuns extends ForwardingRuns {
  private final AnnounceEnd announce;
  private final UnitOfWork work;

  public AnnouncedRuns(Runs runs, AnnounceEnd announce, UnitOfWork work) {
    super(runs);
    this.announce = announce;
    this.work = work;
  }

  @Override
  public int move(Run before, RunState next) {
    return work.inTransaction(() -> {
      int rows = super.move(before, next);
      if (rows == 1 && next instanceof RunState.Final ended) {
        announce.announce(before, ended.status());
      }
      return rows;
    });
  }
}
