package io.datachannel.dbt.domain.run;

import java.util.Arrays;

/** The values of {@code e_log_dbt_project_run_statuses}: the specification's five, and CANCELLED. */
public enum RunStatus {
  QUEUED("QUEUED"), RUNNING("RUNNING"), SUCCESSFUL("SUCCESSFUL"), PARTIAL_SUCCESS("PARTIAL SUCCESS"), FAILED("FAILED"),
  CANCELLED("CANCELLED");

  private final String wireName;

  RunStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The word of the specification, in columns and JSON. */
  public String wireName() {
    return wireName;
  }

  public boolean isFinal() {
    return this != QUEUED && this != RUNNING;
  }

  /** @throws IllegalArgumentException for a word that no column may hold */
  public static RunStatus named(String wireName) {
    return Arrays.stream(values()).filter(status -> status.wireName.equals(wireName)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no run status '" + wireName + "'"));
  }
}
