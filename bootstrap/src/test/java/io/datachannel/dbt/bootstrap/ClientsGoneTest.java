package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.helidon.common.buffers.DataReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsGoneTest {
  private static final String RESPONDER = "org.glassfish.jersey.server.ServerRuntime$Responder";

  @ParameterizedTest
  @CsvSource({RESPONDER + ", true, false", RESPONDER + ", false, true", "io.datachannel.dbt, true, true"})
  void onlyAHangUpDuringAnAnswerIsLeftOut(String logger, boolean hungUp, boolean logged) {
    LogRecord entry = new LogRecord(Level.SEVERE, "An I/O error has occurred");
    entry.setLoggerName(logger);
    entry.setThrown(new UncheckedIOException(hungUp ? new SocketException("Broken pipe") : new IOException("disk full")));

    assertEquals(logged, new ClientsGone().isLoggable(entry));
  }

  @Test
  @Tag("fault-48")
  void neitherIsAClientThatLeavesWithinItsRequest() {
    for (Throwable gone : List.of(new DataReader.InsufficientDataAvailableException(), new UncheckedIOException(new SocketTimeoutException("Read timed out")))) {
      LogRecord entry = new LogRecord(Level.WARNING, "Internal server error");
      entry.setLoggerName("io.helidon.webserver.http1.Http1Connection");
      entry.setThrown(new IllegalStateException(gone));

      assertFalse(new ClientsGone().isLoggable(entry));
    }
  }
}
