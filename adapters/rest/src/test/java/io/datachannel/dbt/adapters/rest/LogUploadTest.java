package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs go in as streams: whole ones stay, and of all others nothing does. */
class LogUploadTest {
  private final Client user = new Client();
  private final Client reporter = user.reporter(Role.SERVICE);
  private final long project = user.project();
  private int run;

  @BeforeEach
  void aReportedRun() {
    run = reporter.post("runs", "{\"projectId\": " + project + ", \"status\": \"RUNNING\"}").json().getInt("id");
  }

  @Test
  void aLogAboveOneMebibyteIsTakenAndShownByBothApis() {
    String log = "Käse 🙂 line\n".repeat(200_000);

    Client.Answer answer = upload("text/plain; charset=utf-8", BodyPublishers.ofString(log));

    assertEquals(201, answer.status(), answer.body());
    assertEquals("/api/v1/runs/" + run + "/log", answer.json().getString("url"));
    assertEquals(log.getBytes(StandardCharsets.UTF_8).length, answer.json().getInt("bytes"));
    assertEquals(log, user.get("runs/" + run + "/log").body());
    assertEquals(log, reporter.get("runs/" + run + "/logs").body());
    assertEquals(answer.json().getString("path"), user.get("runs/" + run).json().getString("logFilePath"));
  }

  @Test
  void aChunkedLogIsTaken() {
    Client.Answer answer = upload("application/octet-stream", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000])));

    assertEquals(201, answer.status(), answer.body());
    assertEquals(70_000, answer.json().getInt("bytes"));
  }

  @Test
  void aLogThatIsTooLongIsRefusedWhetherItSaysSoOrNot() {
    byte[] log = new byte[RunningRest.LONGEST_LOG + 1];

    assertEquals("413 BODY_TOO_LARGE", upload("text/plain", BodyPublishers.ofByteArray(log)).problem());
    assertEquals("413 BODY_TOO_LARGE",
        upload("text/plain", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(log))).problem());
    assertEquals("", logBesidesTheService());
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html", "image/png", "*/*", "application/*", "text", "text/plain; charset=\""})
  void aLogIsTextOrBytes(String type) {
    assertEquals("415 MEDIA_TYPE_UNSUPPORTED", upload(type, BodyPublishers.ofString("x")).problem());
  }

  /** The client half-closes and stays to read the answer. */
  @ParameterizedTest
  @CsvSource({
      "Content-Length: 1000,       half a log",
      "Transfer-Encoding: chunked, '5\r\nhello\r\n'",
      "Transfer-Encoding: chunked, '64\r\nhalf a chunk'",
      "Transfer-Encoding: chunked, 'zz\r\nhello\r\n0\r\n\r\n'"})
  void ofALogThatIsCutOffNothingIsKept(String framing, String sent) throws IOException {
    String answer;
    try (Socket socket = begin(framing, sent.replace("\\r\\n", "\r\n"))) {
      socket.shutdownOutput();
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
    assertEquals("", logBesidesTheService());
  }

  /** The client is gone, with a reset, before the log is whole. */
  @ParameterizedTest
  @CsvSource({"Content-Length: 1000, half a log", "Transfer-Encoding: chunked, '5\r\nhello\r\n'"})
  void aClientThatIsGoneLeavesNothing(String framing, String sent) throws IOException {
    Socket socket = begin(framing, sent.replace("\\r\\n", "\r\n"));
    socket.setSoLinger(true, 0);
    socket.close();

    Client.Answer next = upload("text/plain", BodyPublishers.ofString("whole"));

    assertEquals(201, next.status());
    assertEquals("whole", logBesidesTheService());
  }

  @Test
  void aLogThatWaitsForTheStorageIsSaidToBeKept() {
    Client.Answer answer;
    user.rows.uploads.theStorageIsAway(true);
    try {
      answer = upload("text/plain", BodyPublishers.ofString("kept here"));
    } finally {
      user.rows.uploads.theStorageIsAway(false);
    }

    assertEquals("503 STORAGE_UNAVAILABLE", answer.problem());
    assertTrue(answer.detail().contains("is kept here and is sent by itself"), answer.detail());
  }

  @Test
  void onlyReportedRunsOfTheAccountTakeLogs() {
    int own = user.run();
    int foreign = new Client().run();

    assertEquals("409 RUN_NOT_REPORTED", upload(own, "text/plain", BodyPublishers.ofString("x")).problem());
    assertEquals("404 NOT_FOUND", upload(foreign, "text/plain", BodyPublishers.ofString("x")).problem());
    assertEquals("404 NOT_FOUND", reporter.get("runs/" + foreign + "/logs").problem());
  }

  private Client.Answer upload(String type, BodyPublisher log) {
    return upload(run, type, log);
  }

  private Client.Answer upload(int id, String type, BodyPublisher log) {
    return reporter.send(reporter.request("runs/" + id + "/logs").header("Content-Type", type).POST(log));
  }

  /** The head of an upload and the beginning of its body. */
  private Socket begin(String framing, String sent) throws IOException {
    Socket socket = new Socket("127.0.0.1", reporter.rest.port);
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    out.write(("POST /meta/v1/runs/" + run + "/logs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + reporter.token.reveal()
        + "\r\nContent-Type: text/plain\r\n" + framing + "\r\n\r\n" + sent).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return socket;
  }

  /** The fake shows the lines that the service wrote until a log is uploaded. */
  private String logBesidesTheService() {
    return user.get("runs/" + run + "/log").body();
  }
}
