package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.observability.logs.JsonLines;
import io.datachannel.dbt.adapters.observability.logs.TextLines;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.LogForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

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

  /** From now on it has this form; an operator's own configuration of java.util.logging is left alone. */
  static void as(LogForm form) {
    Formatter lines = switch (form) {
      case TEXT -> new TextLines();
      case JSON -> new JsonLines(CopyName.text());
    };
    Stream.of(Logger.getLogger("").getHandlers()).filter(handler -> handler.getFormatter() instanceof TextLines)
        .forEach(handler -> handler.setFormatter(lines));
  }
}
