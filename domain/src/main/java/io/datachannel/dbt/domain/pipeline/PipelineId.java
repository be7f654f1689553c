package io.datachannel.dbt.domain.pipeline;

/** A pipeline of DataChannel, which loads a warehouse: a row of the platform's {@code pipelines}. */
public record PipelineId(long value) {}
