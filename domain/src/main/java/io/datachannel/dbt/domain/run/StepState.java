package io.datachannel.dbt.domain.run;

/** What has become of one call of dbt in a run. */
public enum StepState {
  WAITING, RUNNING,
  /** No node of it failed or was skipped; some may have warned. */
  SUCCEEDED,
  /** It ended the run. */
  FAILED,
  /** It was under way when the run was stopped. */
  CANCELLED,
  /** The run ended before it. */
  NOT_RUN
}
