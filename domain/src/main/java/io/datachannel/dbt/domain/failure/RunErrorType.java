package io.datachannel.dbt.domain.failure;

/** The values of {@code e_log_dbt_project_run_error_types}. */
public enum RunErrorType {
  GIT, ENVIRONMENT, PROFILE, PARSE, COMPILATION, MODEL, TEST, WAREHOUSE_CONNECTION, TIMEOUT, CANCELLED, LOST, STORAGE, INTERNAL
}
