package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
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
}
