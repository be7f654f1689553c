package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak no HTTP, or more of it than there is: each gets a no, nobody else notices, and nothing inner is told. */
@Tag("fault-48")
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileClientsTest {
  private static final int SLOW_CLIENTS = 200;
  private static final int MEGABYTE = 1024 * 1024;

  private final Client client = new Client();
  private final String authorized = "Host: localhost\r\nAuthorization: Bearer " + client.token.reveal() + "\r\n";

  private RawConnection open() throws IOException {
    return new RawConnection(client.rest.port);
  }

  private String answerTo(String request) throws IOException {
    try (RawConnection connection = open()) {
      return connection.say(request).endAndHear();
    } catch (SocketException hungUp) {
      // The server had enough before all was said.
      return "";
    }
  }

  private static int answers(String heard) {
    return heard.split("HTTP/1\\.1 ", -1).length - 1;
  }

  private void assertServes() {
    assertEquals(200, client.get("warehouses").status());
  }

  private static void assertRefused(String answer) {
    assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505) .*"), answer);
    assertFalse(answer.contains("Exception") || answer.contains("io.helidon") || answer.contains("\tat "), answer);
    assertTrue(answers(answer) <= 1, answer);
  }

  @Test
  void manySlowClientsHoldUpNobody() throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        RawConnection connection = open();
        slow.add(connection);
        switch (i % 3) {
          case 0 -> connection.say("GE");
          case 1 -> connection.say("GET /api/v1/warehouses HTTP/1.1\r\n" + authorized + "X-Slow: ");
          default -> connection.say("POST /api/v1/warehouses HTTP/1.1\r\n" + authorized
              + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{\"name\": \"");
        }
      }
      for (int round = 0; round < 5; round++) {
        assertServes();
        for (RawConnection connection : slow.subList(1, slow.size())) {
          connection.say(slow.indexOf(connection) % 3 == 0 ? "T".substring(Math.min(1, round)) : "x");
        }
      }
      assertEquals("HTTP/1.1 200 OK", slow.get(1).say("\r\n\r\n").hearStatus());
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
    assertServes();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "GARBAGE\r\n\r\n", "\u0000\u0001\u0002\u0003\r\n\r\n", "GET\r\n\r\n", "GET /api/v1/me\r\n\r\n", "GET /api/v1/me HTTP/9.9\r\n\r\n", "GET /api/v1/me HTTP/1.1x\r\n\r\n",
      "GET /api/v1/me HTTP/1.1\r\nno colon\r\n\r\n", "GET /api/v1/me HTTP/1.1\r\nHost : localhost\r\n\r\n", "GET /api/v1/me HTTP/1.1\r\nHost: a\u0000b\r\n\r\n",
      "POST /api/v1/warehouses HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "POST /api/v1/warehouses HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n",
      "POST /api/v1/warehouses HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST /api/v1/warehouses HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n\r\n",
      "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "GET http://elsewhere.example/api/v1/me HTTP/1.1\r\n\r\n"})
  void whatIsNoRequestIsRefused(String said) throws IOException {
    assertRefused(answerTo(said));
    assertServes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/projects/%zz", "/api/v1/projects/%", "/api/v1/projects/%4", "/api/v1/runs?status=%zz", "/api/v1/runs?after=%ff%fe", "/api/v1/projects/%00",
      "/api/v1/projects/%c0%ae%c0%ae/x", "/api/v1/..%2f..%2fetc%2fpasswd", "/api/v1/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/v1/projects/\u00fc",
      "/docs/..%2f..%2f..%2fetc%2fpasswd", "/api/v1/projects/1%0d%0aX-Injected:%20yes", "/api/v1//projects", "//api/v1/projects/x"})
  void aBadPathOrQueryIsRefusedOrNotThere(String path) throws IOException {
    String answer = answerTo("GET " + path + " HTTP/1.1\r\n" + authorized + "\r\n");

    assertRefused(answer);
    assertFalse(answer.contains("root:") || answer.contains("\nX-Injected"), answer);
  }

  @Test
  void aLongAddressIsRefused() throws IOException {
    assertRefused(answerTo("GET /api/v1/runs?x=" + "y".repeat(100_000) + " HTTP/1.1\r\n" + authorized + "\r\n"));
    assertServes();
  }

  @Test
  void manyOrLongHeadersAreRefused() throws IOException {
    assertRefused(answerTo("GET /api/v1/me HTTP/1.1\r\n" + authorized + "X-Many: 0123456789\r\n".repeat(20_000) + "\r\n"));
    assertRefused(answerTo("GET /api/v1/me HTTP/1.1\r\n" + authorized + "X-Long: " + "y".repeat(MEGABYTE) + "\r\n\r\n"));
    assertRefused(answerTo("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer eyJ" + "y".repeat(MEGABYTE) + "\r\n\r\n"));
    assertServes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "PROPFIND", "DELETE", "PATCH", "X-Y"})
  void anotherMethodDoesNothingAndTellsNothing(String method) throws IOException {
    String answer = answerTo(method + " /api/v1/warehouses HTTP/1.1\r\n" + authorized + "\r\n");

    assertFalse(answer.contains(client.token.reveal()), answer);
    assertTrue(answer.matches("(?s)HTTP/1\\.1 (4\\d\\d|501) .*") || method.equals("OPTIONS"), answer);
    assertServes();
  }
}
