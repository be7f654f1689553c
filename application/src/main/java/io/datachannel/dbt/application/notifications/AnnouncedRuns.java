package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The runs, where each end is announced by the transaction that writes it. Whoever ends a run moves it here, so that there is no end of
 * which no one is told: that of a run carried out, reported, lost, recovered or never begun.
 */
public final class AnnouncedRuns implements Runs {
  private final Runs runs;
  private final AnnounceEnd announce;
  private final UnitOfWork work;

  public AnnouncedRuns(Runs runs, AnnounceEnd announce, UnitOfWork work) {
    this.runs = runs;
    this.announce = announce;
    this.work = work;
  }

  @Override
  public int move(Run before, RunState next) {
    return work.inTransaction(() -> {
      int rows = runs.move(before, next);
      if (rows == 1 && next instanceof RunState.Final ended) {
        announce.announce(before, ended.status());
      }
      return rows;
    });
  }

  @Override
  public RunId add(NewRun run) {
    return runs.add(run);
  }

  @Override
  public List<RunId> addAll(List<NewRun> added) {
    return runs.addAll(added);
  }

  @Override
  public Optional<RunRecord> find(AccountId account, RunId id) {
    return runs.find(account, id);
  }

  @Override
  public List<RunRecord> list(AccountId account, RunFilter filter, Page page) {
    return runs.list(account, filter, page);
  }

  @Override
  public Optional<Run> lock(RunId id) {
    return runs.lock(id);
  }

  @Override
  public int begin(List<Begun> begun, Duration lease) {
    return runs.begin(begun, lease);
  }
}
