package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A planned instant of a schedule and what became of it; a row of {@code dbt_schedule_firings}. Instants are UTC.
 *
 * @param id        0 for one that is not kept yet
 * @param handledAt when that was decided, by the clock of the database
 * @param snapshot  the schedule as it was, by property; empty for one that no run carries
 * @param result    what became of its own models, once its run is over
 */
public record FiringRecord(long id, AccountId account, ProjectId project, ScheduleId schedule, Instant plannedAt, Instant handledAt,
    FiringOutcome outcome, Map<String, String> snapshot, Optional<Result> result) {

  /** One that is not kept yet. */
  static FiringRecord fresh(Project project, ScheduleId schedule, Instant plannedAt, Instant handledAt, FiringOutcome outcome,
      Map<String, String> snapshot) {
    return new FiringRecord(0, project.account(), project.id(), schedule, plannedAt, handledAt, outcome, snapshot, Optional.empty());
  }

  /** What became of one that a run carries. */
  FiringOutcome.Queued queued() {
    return (FiringOutcome.Queued) outcome;
  }

  /** By the snapshot that was taken when it fired: what the schedule says by now is not what was queued. */
  boolean isForWorkOf(Schedule now) {
    return ScheduleProperties.work(snapshot).equals(ScheduleProperties.work(ScheduleProperties.of(now)));
  }

  /** With other models of its run as its own. */
  FiringRecord selecting(ModelSelection selection) {
    return new FiringRecord(id, account, project, schedule, plannedAt, handledAt,
        new FiringOutcome.Queued(queued().run(), selection, queued().caughtUp()), snapshot, result);
  }

  /** How its own models ended; a run may have carried others, too. */
  public record Result(RunStatus status, NodeTally tally) {}
}
