package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.application.reporting.ReportTimes;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Notes that a pipeline has loaded its warehouse, for the schedules that wait for it. */
public final class ReportPipelineLoad {
  private final PipelineLoads loads;
  private final InstantSource clock;

  public ReportPipelineLoad(PipelineLoads loads, InstantSource clock) {
    this.loads = loads;
    this.clock = clock;
  }

  /**
   * @param loadedAt UTC; absent for now
   * @throws NotFound     when the account has no such pipeline
   * @throws InvalidInput when the instant lies more than five minutes in the future, or before 2000
   */
  public PipelineLoad report(Caller caller, PipelineId pipeline, Optional<Instant> loadedAt) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at = ReportTimes.checked("loadedAt", loadedAt.orElse(now), now);
    return loads.add(caller, pipeline, at, now).orElseThrow(() -> NotFound.of("pipeline", pipeline.value()));
  }
}
