package io.datachannel.dbt.adapters.process;

import java.util.Map;

/** The signals that the service sends. */
public enum Signal {
  INTERRUPT("INT"), TERMINATE("TERM"), KILL("KILL");

  /** POSIX numbers, the same on Linux and macOS for these. */
  private static final Map<Integer, String> NAMES = Map.of(
      1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE",
      15, "SIGTERM");

  private final String posixName;

  Signal(String posixName) {
    this.posixName = posixName;
  }

  /** As kill(1) spells it. */
  String posixName() {
    return posixName;
  }

  static String nameOf(int number) {
    return NAMES.getOrDefault(number, "signal " + number);
  }
}
