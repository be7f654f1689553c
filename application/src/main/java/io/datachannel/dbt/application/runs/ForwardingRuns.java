package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hands everything on to other runs; whoever has something to add to one of the calls says what. */
public abstract class ForwardingRuns implements Runs {
  private final Runs runs;

  protected ForwardingRuns(Runs runs) {
    this.runs = runs;
  }

  @Override
  public int move(Run before, RunState next) {
    return runs.move(before, next);
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
