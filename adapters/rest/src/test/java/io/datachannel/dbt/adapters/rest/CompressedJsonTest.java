package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.domain.run.RunId;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser gets, which says of each request that it takes gzip. */
@Timeout(30)
class CompressedJsonTest {
  private static final String LONG = "warehouse-types";
  private static final String BROWSER = "gzip, deflate, br, zstd";

  private final Client client = new Client();

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, "GZIP", "br, gzip;q=0.5", "*", "identity;q=0.5, * ; q=0.1"})
  void longJsonIsCompressedForWhoTakesIt(String accepted) throws Exception {
    byte[] plain = client.get(LONG).body().getBytes(StandardCharsets.UTF_8);

    HttpResponse<byte[]> answer = bytes(LONG, accepted);

    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.body().length < plain.length / 3, answer.body().length + " of " + plain.length);
    assertArrayEquals(plain, new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "gzipped"})
  void itIsPlainForOthers(String accepted) throws Exception {
    HttpResponse<byte[]> answer = bytes(LONG, accepted);

    assertEquals(Optional.empty(), answer.headers().firstValue("Content-Encoding"));
    assertEquals(Optional.of("Accept-Encoding"), answer.headers().firstValue("Vary"));
    assertEquals(client.get(LONG).body(), new String(answer.body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"me", "projects", "projects/999999", "nowhere"})
  void shortJsonIsPlain(String path) throws Exception {
    HttpResponse<byte[]> answer = bytes(path, BROWSER);

    assertEquals(Optional.empty(), answer.headers().firstValue("Content-Encoding"));
    assertTrue(new String(answer.body(), StandardCharsets.UTF_8).startsWith("{"));
  }

  @Test
  void nothingOfAnApiIsKeptByABrowser() throws Exception {
    assertEquals(Optional.of("no-store"), bytes(LONG, BROWSER).headers().firstValue("Cache-Control"));
    assertEquals(Optional.of("no-store"), bytes("projects/999999", BROWSER).headers().firstValue("Cache-Control"));
    assertEquals(Optional.of("no-store"), bytes("runs/" + client.run() + "/log", BROWSER).headers().firstValue("Cache-Control"));
  }

  @Test
  void whatChangesAnswersLongJsonCompressedToo() throws Exception {
    String name = "n".repeat(200);
    String body = """
        {"name": "%1$s", "warehouseId": %2$d, "repositoryUrl": "https://git.example/%1$s/%1$s/%1$s/%1$s/%1$s.git", "branch": "%1$s"}"""
        .formatted(name, client.warehouse());

    HttpResponse<byte[]> answer = client.bytes(client.request("projects").header("Content-Type", "application/json")
        .header("Accept-Encoding", BROWSER).POST(HttpRequest.BodyPublishers.ofString(body)));

    assertEquals(201, answer.statusCode());
    assertEquals(Optional.of("gzip"), answer.headers().firstValue("Content-Encoding"));
    assertTrue(new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8).contains(name));
  }

  @Test
  void aLogAndARangeOfItStayAsTheyAre() throws Exception {
    int run = client.run();
    append(run, "x".repeat(5000));

    HttpResponse<byte[]> whole = bytes("runs/" + run + "/log", BROWSER);
    assertEquals(Optional.empty(), whole.headers().firstValue("Content-Encoding"));
    assertEquals(5001, whole.body().length);
    HttpResponse<byte[]> range = client.bytes(
        client.request("runs/" + run + "/log").header("Accept-Encoding", BROWSER).header("Range", "bytes=4990-").GET());
    assertEquals(206, range.statusCode());
    assertEquals(Optional.of("bytes 4990-5000/5001"), range.headers().firstValue("Content-Range"));
    assertEquals(11, range.body().length);
  }

  @Test
  void eventsStillComeOneByOne() throws Exception {
    int run = client.run();
    append(run, "first");
    HttpResponse<InputStream> answer = client.open(
        client.request("runs/" + run + "/events?after=0").header("Accept-Encoding", BROWSER).header("Accept", "text/event-stream"));
    try (BufferedReader stream = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertEquals(Optional.empty(), answer.headers().firstValue("Content-Encoding"));
      assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
      assertTrue(nextData(stream).contains("first"));
      append(run, "second");
      assertTrue(nextData(stream).contains("second"));
    }
  }

  private static String nextData(BufferedReader stream) throws IOException {
    String line = stream.readLine();
    while (!line.startsWith("data: ")) {
      line = stream.readLine();
    }
    return line;
  }

  private void append(int run, String text) {
    try (RunLogs.Writer writer = client.rows.logs.open(client.account(), new RunId(run))) {
      writer.append(new JournalEvent.LogLine(Rows.NOW, LogLevel.INFO, text, Optional.empty()));
    }
  }

  private HttpResponse<byte[]> bytes(String path, String accepted) {
    return client.bytes(client.request(path).header("Accept-Encoding", accepted).GET());
  }
}
