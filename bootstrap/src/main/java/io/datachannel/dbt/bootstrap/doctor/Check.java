package io.datachannel.dbt.bootstrap.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A look at one part of an installation.
 *
 * @param about   the part, in one word
 * @param longest after which it is given up
 */
public record Check(String about, Duration longest, Look look) {
  private static final Duration USUAL = Duration.ofSeconds(10);

  public Check(String about, Look look) {
    this(about, USUAL, look);
  }

  /** It leaves everything as it was. */
  @FunctionalInterface
  public interface Look {
    List<Finding> look() throws IOException;
  }
}
