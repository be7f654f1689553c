package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run with all that was recorded about it.
 *
 * @param commit      the full hash of the commit that was checked out
 * @param fingerprint of the environment it ran in
 * @param logPath     where the stored log is; absent until it is stored
 * @param retryOf     the run whose failed nodes it builds again
 * @param recorded    what was recorded of its calls of dbt
 */
public record RunRecord(
    Run run,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> commit,
    Optional<String> fingerprint,
    Optional<String> dbtVersion,
    Optional<NodeTally> tally,
    Optional<String> logPath,
    Optional<RunId> retryOf,
    QueuePlace place,
    List<StepResult> recorded) {

  /** What has become of each of its calls of dbt. */
  public List<StepResult> steps() {
    return StepResult.of(run.state(), startedAt.isPresent(), run.order().steps().size(), recorded);
  }
}
