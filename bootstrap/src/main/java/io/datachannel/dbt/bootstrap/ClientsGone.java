package io.datachannel.dbt.bootstrap;

import java.net.SocketException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/** Keeps clients that hang up out of the log: the server tells of each twice, with its stack, as if it had failed itself. */
public final class ClientsGone implements Filter {
  private static final String WRITES_ANSWERS = "org.glassfish.jersey.server.ServerRuntime$Responder";

  @Override
  public boolean isLoggable(LogRecord entry) {
    return !WRITES_ANSWERS.equals(entry.getLoggerName())
        || Stream.iterate(entry.getThrown(), cause -> cause != null, Throwable::getCause).noneMatch(SocketException.class::isInstance);
  }
}
