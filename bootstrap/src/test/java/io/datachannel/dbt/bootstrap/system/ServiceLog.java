package io.datachannel.dbt.bootstrap.system;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that the service writes to its own log, at every level. */
final class ServiceLog extends Handler {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  static ServiceLog capture() {
    ServiceLog log = new ServiceLog();
    log.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord logged) {
    StringWriter trace = new StringWriter();
    if (logged.getThrown() != null) {
      logged.getThrown().printStackTrace(new PrintWriter(trace));
    }
    lines.add(formatter.formatMessage(logged) + trace);
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
