package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void theArtifactsOfDbtAreJson(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("run_results.json"), "{\"results\": []}");
    client.rows.artifacts.store(client.account(), new RunId(run), "run_results.json", file);
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
