package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Works out anew when each schedule fires: what was planned by the rules of zones of an older Java may be wrong by those of a newer one.
 * What is due by now stays due, and what waits for a load goes on waiting.
 */
public final class ReplanSchedules {
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final int ALL = 1_000_000;

  private final DueSchedules due;
  private final Schedules schedules;
  private final UnitOfWork work;

  public ReplanSchedules(DueSchedules due, Schedules schedules, UnitOfWork work) {
    this.due = due;
    this.schedules = schedules;
    this.work = work;
  }

  /** A project that someone else is at is left alone: whoever fires or changes its schedules plans them, too. @return how many changed */
  public int replan() {
    int changed = 0;
    for (OfProject project : due.due(EVER, ALL)) {
      changed += work.inTransaction(() -> due.lock(project).map(this::replan).orElse(0));
    }
    return changed;
  }

  private int replan(Project project) {
    List<ScheduleRecord> wrong = schedules.all(project.account(), project.id()).stream()
        .filter(row -> row.nextFireAt().isPresent() && !(row.schedule().timing().cadence() instanceof AfterPipelines))
        .filter(row -> !row.nextFireAt().equals(next(project, row))).toList();
    wrong.forEach(row -> schedules.plan(
        project.account(), new ScheduleRecord(row.schedule(), next(project, row), row.handledUntil())));
    return wrong.size();
  }

  private static Optional<Instant> next(Project project, ScheduleRecord row) {
    return FiringPlan.next(row.schedule(), project.status(), row.handledUntil());
  }
}
