package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import io.datachannel.dbt.domain.schedule.MissedFirings;
import io.datachannel.dbt.domain.schedule.MissedFirings.Firing;
import io.datachannel.dbt.domain.schedule.MissedFirings.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is due of a schedule, by the clock or by its pipelines. @param handledUntil up to where that deals with its firings */
record DueFiring(MissedFirings decided, Instant handledUntil) {
  static DueFiring of(ScheduleRecord row, AccountId account, PipelineLoads loads, Instant now) {
    return row.schedule().timing().cadence() instanceof AfterPipelines after
        ? afterPipelines(row, after.due(lastLoads(after, account, loads), row.handledUntil()))
        : new DueFiring(MissedFirings.decide(row.schedule().timing(), row.handledUntil(), now), FiringPlan.later(row, now));
  }

  /** When we heard of the last load of each pipeline: when it was by its reporter's word may be long ago. */
  private static Map<PipelineId, Instant> lastLoads(AfterPipelines after, AccountId account, PipelineLoads loads) {
    Map<PipelineId, Instant> last = new HashMap<>();
    after.pipelines().forEach(pipeline ->
        loads.latest(account, pipeline).ifPresent(load -> last.put(pipeline, load.reportedAt())));
    return last;
  }

  private static DueFiring afterPipelines(ScheduleRecord row, Optional<Instant> due) {
    return new DueFiring(new MissedFirings(due.map(at -> new Firing(at, Kind.DUE)), List.of(), false), due.orElse(row.handledUntil()));
  }
}
