package io.datachannel.dbt.domain.run;

/** The values of {@code e_log_dbt_project_run_types}. */
public enum RunType { MANUAL, SCHEDULED }
