package io.datachannel.dbt.application.activity;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes on in a project. Instants are UTC.
 *
 * @param lastRuns     newest first, at most {@value #MOST_RUNS}
 * @param nextFiring   the first that is planned, but of schedules that a later one on all models overrides
 * @param underWay     how many runs wait or are carried out
 * @param models       how many models were listed last; absent before the first refresh
 * @param listedCommit the commit that these are of
 * @param lastRefresh  the newest one, whatever became of it
 */
public record ProjectActivity(
    ProjectId project,
    List<LastRun> lastRuns,
    Optional<NextFiring> nextFiring,
    int underWay,
    Optional<Integer> models,
    Optional<String> listedCommit,
    Optional<LastRefresh> lastRefresh) {
  /** As many as a row of small bars shows. */
  public static final int MOST_RUNS = 20;

  /** A run. @param failed how many of its nodes failed; absent until it has ended */
  public record LastRun(
      RunId id,
      RunStatus status,
      RunType type,
      DbtCommand command,
      Instant queuedAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<String> commit,
      Optional<Integer> failed) {}

  /** A planned instant. */
  public record NextFiring(ScheduleId schedule, Instant at) {}

  /**
   * A refresh.
   *
   * @param code why it failed, or what did not work in one that succeeded all the same
   * @param at   when it ended, or was asked for when it has not
   */
  public record LastRefresh(RefreshId id, RefreshState state, Optional<FailureCode> code, Instant at) {}
}
