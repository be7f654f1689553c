package io.datachannel.dbt.bootstrap.settings;

/** A setting, flag or configuration file that the service cannot start with; the message is one line that says what to do. */
public final class BadSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSettings(String message) {
    super(message);
  }
}
