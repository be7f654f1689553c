package io.datachannel.dbt.bootstrap;

import io.helidon.common.buffers.DataReader;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Keeps clients that hang up, or fall silent, out of the log: the server tells of each twice, with its stack, as if it had failed itself, so that anyone could
 * fill the log from outside.
 */
public final class ClientsGone implements Filter {
  private static final Set<String> SPEAK_TO_CLIENTS =
      Set.of("org.glassfish.jersey.server.ServerRuntime$Responder", "io.helidon.webserver.http1.Http1Connection", "io.helidon.webserver.ConnectionHandler",
          "io.helidon.webserver.http.ErrorHandlers");

  @Override
  public boolean isLoggable(LogRecord entry) {
    return !SPEAK_TO_CLIENTS.contains(entry.getLoggerName())
        || Stream.iterate(entry.getThrown(), cause -> cause != null, Throwable::getCause).noneMatch(cause -> isGone(entry.getLoggerName(), cause));
  }

  private static boolean isGone(String logger, Throwable cause) {
    return cause instanceof SocketException || cause instanceof DataReader.InsufficientDataAvailableException
        // A resource may also wait in vain for someone else, such as the storage.
        || cause instanceof SocketTimeoutException && logger.startsWith("io.helidon");
  }
}
