package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of logs that break off half-way, over raw sockets. */
class CutUploadSystemTest {
  private static final int WHOLE = 4 * 1024 * 1024;
  private static final byte[] HALF = "half of a log\n".repeat(WHOLE / 2 / 14).getBytes(StandardCharsets.US_ASCII);
  private static final int LOOKS = 300;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final URI address = service.service().address();
  private final Secret token = service.service().newToken("pipeline", Role.SERVICE);
  private final Api meta = Api.meta(address, token);
  private final int run = meta.post("runs", "{\"projectId\": %d, \"status\": \"RUNNING\"}".formatted(service.project(
      service.duckDb(), service.samples().resolve(service.fresh("no-repository")).toUri().toString(), ""))).id();

  /** By a reset, or by an end as from a process that was killed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAClientThatIsGoneNothingIsKeptAndItsNextUploadWorks(boolean reset) throws IOException {
    Socket socket = begin("Content-Length: " + WHOLE, HALF);
    awaitUploads(files -> !files.isEmpty());

    if (reset) {
      socket.setSoLinger(true, 0);
    }
    socket.close();

    awaitUploads(List::isEmpty);
    assertFalse(api.get("runs/" + run).json().containsKey("logFilePath"));
    assertFalse(api.get("runs/" + run + "/log").body().contains("half"));
    assertEquals(201, meta.upload("runs/" + run + "/logs", BodyPublishers.ofString("whole")).status());
    assertEquals("whole", api.get("runs/" + run + "/log").body());
  }

  @Test
  void theLogBeforeIsKeptWhenItsReplacementBreaksOff() throws IOException {
    meta.upload("runs/" + run + "/logs", BodyPublishers.ofString("the first"));

    String answer = answerTo("Content-Length: " + WHOLE, HALF);

    assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("UPLOAD_INCOMPLETE"), answer);
    assertEquals("the first", api.get("runs/" + run + "/log").body());
    assertEquals(List.of(), uploads());
  }

  @Test
  void aChunkedLogWithoutItsLastChunkIsCutOff() throws IOException {
    String answer = answerTo("Transfer-Encoding: chunked", "5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));

    assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("UPLOAD_INCOMPLETE"), answer);
    assertFalse(api.get("runs/" + run).json().containsKey("logFilePath"));
  }

  private String answerTo(String framing, byte[] sent) throws IOException {
    try (Socket socket = begin(framing, sent)) {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Socket begin(String framing, byte[] sent) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(("POST /meta/v1/runs/" + run + "/logs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + token.reveal() + "\r\nContent-Type: text/plain\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(sent);
    return socket;
  }

  private void awaitUploads(Predicate<List<Path>> wish) {
    for (int look = 0; !wish.test(uploads()); look++) {
      assertTrue(look < LOOKS, () -> "still " + uploads());
      Pause.briefly();
    }
  }

  /** Under way or left behind. */
  private List<Path> uploads() {
    return LiveFolder.below(service.data().resolve("outbox/incoming")).stream()
        .filter(file -> file.getFileName().toString().endsWith(".part")).toList();
  }
}
