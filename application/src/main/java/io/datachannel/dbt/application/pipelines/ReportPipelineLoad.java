package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.reporting.ReportTimes;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.application.schedules.DueSchedules;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Notes that a pipeline has loaded its warehouse, and has the tick look at the schedules that wait for it. */
public final class ReportPipelineLoad {
  private final PipelineLoads loads;
  private final DueSchedules due;
  private final Projects projects;
  private final UnitOfWork work;
  private final InstantSource databaseClock;

  /** @param databaseClock the clock that firings go by */
  public ReportPipelineLoad(PipelineLoads loads, DueSchedules due, Projects projects, UnitOfWork work, InstantSource databaseClock) {
    this.loads = loads;
    this.due = due;
    this.projects = projects;
    this.work = work;
    this.databaseClock = databaseClock;
  }

  /**
   * @param loadedAt UTC; absent for now
   * @throws NotFound     when the account has no such pipeline
   * @throws InvalidInput when the instant lies more than five minutes in the future, or before 2000
   */
  public PipelineLoad report(Caller caller, PipelineId pipeline, Optional<Instant> loadedAt) {
    return work.inTransaction(() -> {
      List<OfProject> waiting = due.waitingFor(caller.account(), pipeline);
      waiting.forEach(project -> projects.lock(project.account(), project.project()));
      // Read under the locks, so that of two loads the later one is also the one that a firing sees later.
      Instant now = databaseClock.instant().truncatedTo(ChronoUnit.MICROS);
      Instant at = ReportTimes.checked("loadedAt", loadedAt.orElse(now), now);
      PipelineLoad load = loads.add(caller, pipeline, at, now).orElseThrow(() -> NotFound.of("pipeline", pipeline.value()));
      waiting.forEach(project -> due.wake(project, pipeline, now));
      return load;
    });
  }
}
