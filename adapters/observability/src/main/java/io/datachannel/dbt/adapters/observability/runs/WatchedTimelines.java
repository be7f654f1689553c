package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.util.List;
import java.util.Optional;

/** The timelines, of which each is told, also one that the database does not take: the time went by all the same. */
public final class WatchedTimelines implements RunTimelines {
  private final RunTimelines timelines;
  private final RunsHere here;

  public WatchedTimelines(RunTimelines timelines, RunsHere here) {
    this.timelines = timelines;
    this.here = here;
  }

  @Override
  public int record(RunId run, Lease lease, RunTimeline timeline) {
    here.measured(run, timeline);
    return timelines.record(run, lease, timeline);
  }

  @Override
  public int recordSteps(RunId run, Lease lease, List<StepResult> steps) {
    return timelines.recordSteps(run, lease, steps);
  }

  @Override
  public Optional<RunTimeline> find(AccountId account, RunId run) {
    return timelines.find(account, run);
  }
}
