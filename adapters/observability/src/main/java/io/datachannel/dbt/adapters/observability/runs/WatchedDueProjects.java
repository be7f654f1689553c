package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.schedules.DueProject;
import io.datachannel.dbt.application.schedules.DueProjects;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.util.List;

/** The due projects, of which each committed firing is told. */
public final class WatchedDueProjects implements DueProjects {
  private final DueProjects projects;
  private final UnitOfWork work;
  private final RunsHere here;

  public WatchedDueProjects(DueProjects projects, UnitOfWork work, RunsHere here) {
    this.projects = projects;
    this.work = work;
    this.here = here;
  }

  @Override
  public List<DueProject> lock(List<OfProject> due) {
    return projects.lock(due);
  }

  @Override
  public void keep(List<FiringRecord> firings, List<ScheduleRecord> plans) {
    projects.keep(firings, plans);
    work.afterCommit(() -> here.fired(firings));
  }
}
