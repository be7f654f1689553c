package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;

/**
 * A pipeline was done with loading. Instants are UTC.
 *
 * @param id grows with each load that is reported
 */
public record PipelineLoad(long id, PipelineId pipeline, Instant loadedAt, Instant reportedAt) {}
