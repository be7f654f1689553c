package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.application.activity.ProjectActivity;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRefresh;
import io.datachannel.dbt.application.activity.ProjectActivity.LastRun;
import io.datachannel.dbt.application.activity.ProjectActivity.NextFiring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What goes on in a project, as the API shows it. Times are UTC.
 *
 * @param lastRuns     newest first, at most {@value ProjectActivity#MOST_RUNS}
 * @param nextFiring   absent when none is planned
 * @param underWay     how many runs wait or are carried out
 * @param models       absent before the first refresh
 * @param listedCommit the commit that the models are of
 */
public record ProjectActivityView(
    int projectId,
    List<RunView> lastRuns,
    Optional<FiringView> nextFiring,
    int underWay,
    Optional<Integer> models,
    Optional<String> listedCommit,
    Optional<RefreshView> lastRefresh) {

  static ProjectActivityView of(ProjectActivity activity) {
    return new ProjectActivityView(activity.project().value(), activity.lastRuns().stream().map(RunView::of).toList(),
        activity.nextFiring().map(FiringView::of), activity.underWay(), activity.models(), activity.listedCommit(),
        activity.lastRefresh().map(RefreshView::of));
  }

  /** A run in short. @param failedCount how many of its nodes failed; absent until it has ended */
  public record RunView(
      int id,
      String status,
      String type,
      String command,
      Instant queuedAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<String> commit,
      Optional<Integer> failedCount) {
    static RunView of(LastRun run) {
      return new RunView(run.id().value(), run.status().wireName(), run.type().name(), run.command().word(), run.queuedAt(),
          run.startedAt(), run.finishedAt(), run.commit(), run.failed());
    }
  }

  /** A planned firing. */
  public record FiringView(int scheduleId, Instant at) {
    static FiringView of(NextFiring firing) {
      return new FiringView(firing.schedule().value(), firing.at());
    }
  }

  /** The newest refresh. @param code why it failed @param at when it ended, or was asked for */
  public record RefreshView(int id, String state, Optional<String> code, Instant at) {
    static RefreshView of(LastRefresh refresh) {
      return new RefreshView(refresh.id().value(), refresh.state().name(), refresh.code().map(Enum::name), refresh.at());
    }
  }
}
