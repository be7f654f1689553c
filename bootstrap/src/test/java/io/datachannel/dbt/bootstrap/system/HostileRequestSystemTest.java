package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are longer than anything that is taken, or whose length is not clear. */
@Tag("fault-48")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileRequestSystemTest {
  private static final int MEGABYTE = 1024 * 1024;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final URI address = service.service().address();

  private Socket begin(String path, String framing) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + service.token()
        + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/warehouses", "/meta/v1/runs/1/logs", "/hooks/github/none", "/api/v1/nothing"})
  void aGigabyteIsRefusedBeforeItComes(String path) throws IOException {
    try (Socket socket = begin(path, "Content-Length: 1073741824")) {
      assertTrue(status(socket).startsWith("HTTP/1.1 413 "));
    }
    assertEquals(200, api.get("warehouses").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/warehouses", "/meta/v1/runs", "/hooks/github/none", "/api/v1/nothing"})
  void whatIsShorterThanALogAndLongerThanAnythingElseIsRefusedByItsCode(String path) throws IOException {
    try (Socket socket = begin(path, "Content-Length: 104857600")) {
      String heard = heard(socket);

      assertTrue(heard.startsWith("HTTP/1.1 413 ") && heard.contains("BODY_TOO_LARGE"), heard);
    }
  }

  @Test
  void itIsNoProxy() throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();

      String heard = heard(socket);

      assertTrue(heard.startsWith("HTTP/1.1 405 ") && heard.contains("METHOD_NOT_ALLOWED"), heard);
    }
  }

  @Test
  void chunksWithoutEndAreCutOff() throws IOException {
    byte[] spaces = new byte[MEGABYTE];
    Arrays.fill(spaces, (byte) ' ');
    try (Socket socket = begin("/api/v1/warehouses", "Transfer-Encoding: chunked")) {
      int taken = 0;
      for (boolean open = true; open && taken < 1024; taken++) {
        try {
          socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(spaces);
          socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException hungUp) {
          open = false;
        }
      }
      int megabytes = taken;
      assertTrue(megabytes < 400, () -> "it took " + megabytes + " MB");
    }
    assertEquals(200, api.get("warehouses").status());
  }

  @Test
  void aClientThatLeavesWithinItsBodyIsNoFailureOfTheService() throws IOException {
    String before = service.log().text();
    try (Socket socket = begin("/api/v1/warehouses", "Content-Length: 1000")) {
      socket.getOutputStream().write("{\"name\": ".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertTrue(status(socket).matches("|HTTP/1\\.1 400 .*"));
    }
    assertFalse(Pattern.compile("request [0-9a-f-]{36} failed").matcher(service.log().text().substring(before.length())).find());
  }

  /** Who stands before the service may see the end of such a request elsewhere than it does. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4", "Content-Length: 5\r\nContent-Length: 6",
      "Content-Length: 5\r\nContent-Length: 5", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity",
      "Content-Length: 5, 6", "Transfer-Encoding : chunked", "Content-Length: +5", "Content-Length: -5", "Transfer-Encoding: chunked\r\n x"})
  void aRequestOfTwoLengthsIsNotTwoRequests(String framing) throws IOException {
    for (String path : List.of("/api/v1/warehouses", "/health/live", "/")) {
      try (Socket socket = begin(path, framing)) {
        socket.getOutputStream().write(("0\r\n\r\nGET /api/v1/warehouses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + service.token() + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        String heard = heard(socket);

        assertTrue(heard.startsWith("HTTP/1.1 400 "), heard);
        assertEquals(1, heard.split("HTTP/1\\.1 ", -1).length - 1, heard);
      }
    }
  }

  /** What came before a reset counts. */
  private static String heard(Socket socket) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(heard);
    } catch (SocketException reset) {
      return heard.toString(StandardCharsets.UTF_8);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }
}
