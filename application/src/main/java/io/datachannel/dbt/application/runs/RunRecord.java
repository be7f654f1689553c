package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
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
 * @param lostArtifacts the names of those that were given up
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
    List<StepResult> recorded,
    List<String> lostArtifacts) {

  /** Of its log; absent while it goes on. */
  public Optional<FileState> log() {
    return run.state() instanceof RunState.Final ? Optional.of(logPath.isPresent() ? FileState.STORED : FileState.PENDING) : Optional.empty();
  }

  /** Of its artifacts, which are stored together with the log; absent while it goes on. */
  public Optional<FileState> artifacts() {
    if (!(run.state() instanceof RunState.Final)) {
      return Optional.empty();
    }
    if (run.isReported() || startedAt.isEmpty()) {
      return Optional.of(FileState.NONE);
    }
    boolean gone = run.state() instanceof RunState.Failed failed && failed.failure().code() == FailureCode.RUN_LOST;
    return gone || !lostArtifacts.isEmpty() ? Optional.of(FileState.LOST) : log();
  }

  /** What has become of each of its calls of dbt. */
  public List<StepResult> steps() {
    return StepResult.of(run.state(), startedAt.isPresent(), run.order().steps().size(), recorded);
  }
}
