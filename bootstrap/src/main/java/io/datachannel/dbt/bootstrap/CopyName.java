package io.datachannel.dbt.bootstrap;

/** Names this copy of the service for people; two copies on one machine differ by their process. */
final class CopyName {
  private CopyName() {}

  static String text() {
    return System.getenv().getOrDefault("HOSTNAME", "service") + "/" + ProcessHandle.current().pid();
  }
}
