package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.Optional;

/** When pipelines were done with loading: rows of {@code dbt_pipeline_loads}. */
public interface PipelineLoads {

  /** Empty when the account of the caller has no such pipeline. */
  Optional<PipelineLoad> add(Caller reporter, PipelineId pipeline, Instant loadedAt, Instant reportedAt);

  /** The one that was reported last. */
  Optional<PipelineLoad> latest(AccountId account, PipelineId pipeline);
}
