package io.datachannel.dbt.domain.project;

/** The specification's {@code e_dbt_project_statuses}. */
public enum ProjectStatus { ACTIVE, PAUSED, DELETED }
