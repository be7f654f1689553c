package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {
  private final Client client = new Client();
  private final int run = client.run();

  @Test
  void aQueuedRunHasAnEmptyLog() {
    Client.Answer answer = client.get("runs/" + run + "/log");

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
  }

  @Test
  void theLogIsPlainTextInUtf8() {
    log("Käse: 1 of 1 OK");
    log("\u001b[32mdone\u001b[0m");
    Client.Answer answer = client.get("runs/" + run + "/log");

    assertEquals("text/plain;charset=utf-8", answer.header("Content-Type").replace(" ", ""));
    assertEquals("Käse: 1 of 1 OK\n\u001b[32mdone\u001b[0m\n", answer.body());
  }

  @Test
  void aLogOfEightMebibytesComesWhole() {
    String line = "x".repeat(1023);
    for (int count = 0; count < 8 * 1024; count++) {
      log(line);
    }

    assertEquals(8 * 1024 * 1024, client.get("runs/" + run + "/log").body().length());
  }

  @Test
  void aRangeIsAnsweredWithItsPlace() {
    log("0123456789");
    Client.Answer answer = range("bytes=2-4");

    assertEquals(206, answer.status());
    assertEquals("234", answer.body());
    assertEquals("bytes 2-4/11", answer.header("Content-Range"));
    assertEquals("3", answer.header("Content-Length"));
  }

  @ParameterizedTest
  @CsvSource({"bytes=8-, '89\n'", "Bytes=8-99, '89\n'", "bytes=-3, '89\n'", "bytes=-99, '0123456789\n'", "bytes=10-10, '\n'"})
  void anEndOfTheLogCanBeAskedForWithoutItsLength(String range, String text) {
    log("0123456789");
    Client.Answer answer = range(range);

    assertEquals(206, answer.status());
    assertEquals(text.replace("\\n", "\n"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=11-", "bytes=99-100", "bytes=-0"})
  void aRangeBehindTheEndIsRefusedWithTheLength(String range) {
    log("0123456789");
    Client.Answer answer = range(range);

    assertEquals("416 RANGE_NOT_SATISFIABLE", answer.problem());
    assertTrue(answer.detail().contains("11 bytes"), answer.detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,3-4", "bytes=4-2", "bytes=-", "bytes=x-", "lines=0-1", "bytes=0-99999999999999999999"})
  void whatIsNotOneRangeOfBytesIsAnsweredWithTheWhole(String range) {
    log("0123456789");
    Client.Answer answer = range(range);

    assertEquals(200, answer.status());
    assertEquals("0123456789\n", answer.body());
    assertEquals("bytes", answer.header("Accept-Ranges"));
  }

  @Test
  void aRangeOfAVersionIsAnsweredWithTheWhole() {
    log("0123456789");

    assertEquals(200, client.send(client.request("runs/" + run + "/log").header("Range", "bytes=0-1").header("If-Range", "\"x\"").GET())
        .status());
  }

  @Test
  void aLogThatGrowsIsReadOnFromItsEnd() {
    log("one");
    int length = client.get("runs/" + run + "/log").body().length();
    log("two");

    assertEquals("two\n", range("bytes=" + length + "-").body());
  }

  @Test
  void theHeadOfALogHasNoBody() {
    log("0123456789");
    Client.Answer answer = client.send(client.request("runs/" + run + "/log").method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.status());
    assertEquals("bytes", answer.header("Accept-Ranges"));
    assertEquals("", answer.body());
  }

  @Test
  void aLinkIsThePathOfTheServiceWhereTheStorageHasNone() {
    JsonObject link = client.get("runs/" + run + "/log/link").json();

    assertEquals("/api/v1/runs/" + run + "/log", link.getString("url"));
    assertTrue(link.getBoolean("needsToken"));
    assertFalse(link.containsKey("expiresAt"));
  }

  @Test
  void aLinkOfTheStorageExpiresInFiveMinutes() {
    log("0123456789");
    client.rows.logs.linked(client.account(), new RunId(run), URI.create("https://storage.example/run.log?signature=1"));
    JsonObject link = client.get("runs/" + run + "/log/link").json();

    assertEquals("https://storage.example/run.log?signature=1", link.getString("url"));
    assertFalse(link.getBoolean("needsToken"));
    assertEquals(Rows.NOW.plusSeconds(300).toString(), link.getString("expiresAt"));
  }

  @Test
  void anArtifactIsLinkedWhenItIsThere(@TempDir Path folder) throws IOException {
    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/artifacts/catalog.json/link").problem());
    client.rows.artifacts.store(client.account(), new RunId(run), "catalog.json", Files.writeString(folder.resolve("catalog.json"), "{}"),
        Redactor.none());

    assertEquals("/api/v1/runs/" + run + "/artifacts/catalog.json",
        client.get("runs/" + run + "/artifacts/catalog.json/link").json().getString("url"));
    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/artifacts/profiles.yml/link").problem());
  }

  private Client.Answer range(String range) {
    return client.send(client.request("runs/" + run + "/log").header("Range", range).GET());
  }

  @Test
  void theArtifactsOfDbtAreJson(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("run_results.json"), "{\"results\": []}");
    client.rows.artifacts.store(client.account(), new RunId(run), "run_results.json", file, Redactor.none());
    Client.Answer answer = client.get("runs/" + run + "/artifacts/run_results.json");

    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals("{\"results\": []}", answer.body());
  }

  @Test
  void anArtifactThatIsNotThereIsNotFound() {
    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/artifacts/manifest.json").problem());
    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/artifacts/profiles.yml").problem());
    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/artifacts/..%2Frun.log").problem());
  }

  private void log(String text) {
    try (RunLogs.Writer writer = client.rows.logs.open(client.account(), new RunId(run))) {
      writer.append(new JournalEvent.LogLine(Rows.NOW, LogLevel.INFO, text, Optional.empty()));
    }
  }
}
