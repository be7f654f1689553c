package io.datachannel.dbt.domain.run;

/** A row of {@code log_dbt_project_run}. */
public record RunId(int value) {}
