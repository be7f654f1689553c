package io.datachannel.dbt.domain.project;

/** A row of {@code dbt_projects}. */
public record ProjectId(int value) {}
