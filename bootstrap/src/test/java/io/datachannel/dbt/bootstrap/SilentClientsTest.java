package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that begin a request and do not come to its end, at the server as the service sets it up, but with little patience. */
@Tag("fault-48")
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ";

  private WebServer server;

  @BeforeEach
  void start() {
    SilentClients clients = new SilentClients(PATIENCE);
    server = WebServer.builder().host("127.0.0.1").port(0)
        .addConnectionSelector(new WatchedHttp(clients).with(Http1Config.create()))
        .idleConnectionTimeout(PATIENCE).idleConnectionPeriod(Duration.ofMillis(200))
        .routing(routing -> routing.addFilter(new ClearRequests(1000, clients))
            .any((request, response) -> response.send(request.content().as(String.class)))).build().start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Socket open() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String heard(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }

  private static void assertLeft(String answer) {
    assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 [45]\\d\\d .*"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GE", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX-Half: ", POST + "10\r\n\r\n", POST + "10\r\n\r\n12345",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123"})
  void oneThatFallsSilentIsLeft(String said) throws IOException {
    try (Socket socket = open()) {
      say(socket, said);

      assertLeft(heard(socket));
    }
  }

  /** A byte now and then is no head. */
  @Test
  void oneThatNeverComesToTheEndOfAHeadIsLeft() throws IOException {
    try (Socket socket = open()) {
      say(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
      socket.setSoTimeout(100);
      int said = 0;
      for (boolean open = true; open; said++) {
        open = saidOneMore(socket);
      }

      assertTrue(said > 3 && said < 200, "it could say " + said + " bytes");
    }
  }

  private static boolean saidOneMore(Socket socket) throws IOException {
    try {
      say(socket, "x");
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException stillOpen) {
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  @Test
  void oneThatIsSlowWithinReasonIsHeard() throws IOException {
    try (Socket socket = open()) {
      String whole = POST + "20\r\n\r\n" + "y".repeat(20);
      socket.setSoTimeout(60);
      for (int i = 0; i < whole.length() - 1; i++) {
        say(socket, whole.substring(i, i + 1));
        if (i % 2 == 1 && i > POST.length()) {
          assertTrue(isSilent(socket));
        }
      }
      socket.setSoTimeout(20_000);
      say(socket, "y");
      socket.shutdownOutput();

      String answer = heard(socket);
      assertEquals("HTTP/1.1 200 OK", answer.lines().findFirst().orElse(""), answer);
    }
  }

  private static boolean isSilent(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    }
  }
}
