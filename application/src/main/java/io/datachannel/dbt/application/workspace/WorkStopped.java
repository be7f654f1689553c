package io.datachannel.dbt.application.workspace;

/** Ends work that was stopped from outside before its next step. */
public final class WorkStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkStopped() {
    super("stopped from outside");
  }
}
