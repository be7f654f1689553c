package io.datachannel.dbt.domain.refresh;

/** A row of {@code dbt_project_refreshes}. */
public record RefreshId(int value) {}
