package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.util.List;
import java.util.Optional;

/** The timelines of {@link InMemoryRuns}. */
public final class InMemoryRunTimelines implements RunTimelines {
  private final RunRows rows;

  InMemoryRunTimelines(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public int record(RunId run, Lease lease, RunTimeline timeline) {
    synchronized (rows) {
      Optional<RunRows.Row> held = rows.find(run).filter(row -> row.heldUnder(lease));
      held.ifPresent(row -> {
        row.timeline = Optional.of(timeline);
        row.steps = timeline.dbtSteps().isEmpty() ? row.steps : timeline.dbtSteps();
      });
      return held.isPresent() ? 1 : 0;
    }
  }

  @Override
  public int recordSteps(RunId run, Lease lease, List<StepResult> steps) {
    synchronized (rows) {
      Optional<RunRows.Row> held = rows.find(run).filter(row -> row.heldUnder(lease));
      held.ifPresent(row -> row.steps = steps);
      return held.isPresent() ? 1 : 0;
    }
  }

  @Override
  public Optional<RunTimeline> find(AccountId account, RunId run) {
    synchronized (rows) {
      return rows.find(run).filter(row -> row.run.account().equals(account)).flatMap(row ->
          row.timeline.map(known -> new RunTimeline(known.spans(), row.steps)));
    }
  }
}
