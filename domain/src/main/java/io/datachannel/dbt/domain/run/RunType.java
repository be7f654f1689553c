package io.datachannel.dbt.domain.run;

/** The values of {@code e_log_dbt_project_run_types}. */
public enum RunType {
  MANUAL(0), SCHEDULED(10);

  private final int priority;

  RunType(int priority) {
    this.priority = priority;
  }

  /** Within an account, runs with a lower one are claimed first: someone waits for a manual run. */
  public int priority() {
    return priority;
  }
}
