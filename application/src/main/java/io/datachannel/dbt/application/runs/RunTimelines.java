package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.util.List;
import java.util.Optional;

/** Where the time of runs went. */
public interface RunTimelines {

  /**
   * Keeps it, in the place of one that was kept before. Written also for a run that just ended: the lease it had is checked, not its state.
   *
   * @return the rows changed: 0 when someone else had the run since
   */
  int record(RunId run, Lease lease, RunTimeline timeline);

  /**
   * Keeps how far the calls of dbt are, under the same condition.
   *
   * @param steps those that have begun, or all of them
   */
  int recordSteps(RunId run, Lease lease, List<StepResult> steps);

  /** Empty while a run goes on, when it was lost or only reported, and for another account's. */
  Optional<RunTimeline> find(AccountId account, RunId run);
}
