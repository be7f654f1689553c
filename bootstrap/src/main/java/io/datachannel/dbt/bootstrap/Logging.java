package io.datachannel.dbt.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** Sets the service's own log up before anything writes to it; {@code -Djava.util.logging.config.file} goes first. */
final class Logging {
  private Logging() {}

  /** @param resource a file of java.util.logging on the class path */
  static void start(String resource) {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream file = Logging.class.getResourceAsStream("/" + resource)) {
      LogManager.getLogManager().readConfiguration(file);
      // Helidon sets logging up again from the class path unless it sees that someone has.
      System.setProperty("java.util.logging.config.class", Logging.class.getName());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
