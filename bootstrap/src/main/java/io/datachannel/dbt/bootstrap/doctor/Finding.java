package io.datachannel.dbt.bootstrap.doctor;

import java.util.Optional;

/**
 * What one look at an installation found.
 *
 * @param about  the part that was looked at, in one word
 * @param found  a sentence, which names no secret
 * @param remedy what to do; empty when all is well
 */
public record Finding(String about, State state, String found, Optional<String> remedy) {

  /** How bad it is. */
  public enum State {
    OK,
    /** The service works, and not as well or as safely as it could. */
    WARNING,
    /** The service does not start, or fails at its work. */
    PROBLEM
  }

  public static Finding ok(String about, String found) {
    return new Finding(about, State.OK, found, Optional.empty());
  }

  public static Finding warning(String about, String found, String remedy) {
    return new Finding(about, State.WARNING, found, Optional.of(remedy));
  }

  public static Finding problem(String about, String found, String remedy) {
    return new Finding(about, State.PROBLEM, found, Optional.of(remedy));
  }

  /** Of the messages of this service, which say in their first sentence what is wrong and behind it what to do. */
  static Finding problem(String about, String message) {
    int end = message.indexOf(". ");
    return end < 0 ? problem(about, message, "See ./run help for the settings.") : problem(about, message.substring(0, end + 1), message.substring(end + 2));
  }
}
