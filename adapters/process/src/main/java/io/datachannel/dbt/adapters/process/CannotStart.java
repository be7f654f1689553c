package io.datachannel.dbt.adapters.process;

/** A program is missing, not executable, or the system has no room for another process. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
