package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run.
 *
 * @param status          QUEUED, RUNNING, SUCCESSFUL, PARTIAL SUCCESS, FAILED or CANCELLED
 * @param cancelRequested a user asked to stop it, and it has not stopped yet
 * @param models          absent when all are built
 * @param counts          of nodes by outcome; absent until the run is over
 */
public record RunView(
    int id,
    int projectId,
    String status,
    boolean cancelRequested,
    String type,
    String modelType,
    String command,
    Optional<List<String>> models,
    boolean fullRefresh,
    List<String> arguments,
    int threads,
    long timeoutSeconds,
    Optional<String> commit,
    Optional<String> dbtVersion,
    Optional<String> environmentFingerprint,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<NodeTally> counts,
    Optional<Reason> failure,
    Optional<String> logFilePath) {

  /** Why a run failed as a whole. */
  public record Reason(String code, String message) {}

  static RunView of(RunRecord row) {
    Run run = row.run();
    RunOrder order = run.order();
    return new RunView(
        run.id().value(), run.project().value(), run.state().status().wireName(),
        run.state() instanceof RunState.Cancelling, order.type().name(), order.selection().modelType(), order.command().word(),
        models(order.selection()), order.fullRefresh(), order.arguments().words(), order.threads(), order.timeout().toSeconds(),
        row.commit(), row.dbtVersion(), row.fingerprint(), row.queuedAt(), row.startedAt(), row.finishedAt(), row.tally(),
        reason(run.state()), row.logPath());
  }

  private static Optional<List<String>> models(ModelSelection selection) {
    return switch (selection) {
      case ModelSelection.AllModels _ -> Optional.empty();
      case ModelSelection.SelectedModels selected -> Optional.of(selected.names());
    };
  }

  private static Optional<Reason> reason(RunState state) {
    return state instanceof RunState.Failed failed
        ? Optional.of(new Reason(failed.failure().code().name(), failed.failure().message()))
        : Optional.empty();
  }
}
