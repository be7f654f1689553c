package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RunEventsTest {
  private static final Lease LEASE = new Lease("copy", 1);

  private final Client client = new Client();
  private final RunId run = new RunId(client.run());

  @Test
  void eventsCarryTheirNumberTheirNameAndJsonOnOneLine() {
    NodeResult result = new NodeResult("model.shop.orders", "model", "orders", "success", Optional.empty(), Duration.ofMillis(20),
        OptionalLong.of(5), "OK", "Thread-1");
    append(new JournalEvent.StatusChanged(Rows.NOW, RunStatus.RUNNING));
    append(new JournalEvent.StepStarted(Rows.NOW, RunStep.CHECKOUT));
    append(new JournalEvent.StepFinished(Rows.NOW, RunStep.CHECKOUT, Duration.ofMillis(70)));
    append(new JournalEvent.DbtStepStarted(Rows.NOW, 1, 2, "seed"));
    append(new JournalEvent.DbtStepFinished(Rows.NOW, 1, 2, "seed", StepState.SUCCEEDED, Duration.ofMillis(70)));
    append(new JournalEvent.LogLine(Rows.NOW, LogLevel.WARN, "two\nlines: Käse", Optional.empty()));
    append(new JournalEvent.NodeStarted(Rows.NOW, "model.shop.orders", "model", "orders"));
    append(new JournalEvent.NodeFinished(Rows.NOW, result));
    finish();

    Client.Answer answer = client.get("runs/" + run.value() + "/events");

    assertEquals("text/event-stream", answer.header("Content-Type"));
    String at = "\"at\":\"2026-03-01T10:00:00Z\"";
    assertEquals("""
        id: 1
        event: status
        data: {%1$s,"ended":false,"status":"RUNNING"}

        id: 2
        event: step
        data: {%1$s,"state":"started","step":"CHECKOUT"}

        id: 3
        event: step
        data: {%1$s,"state":"finished","step":"CHECKOUT","tookMs":70}

        id: 4
        event: dbt-step
        data: {%1$s,"command":"seed","number":1,"of":2,"state":"started"}

        id: 5
        event: dbt-step
        data: {%1$s,"command":"seed","number":1,"of":2,"result":"SUCCEEDED","state":"finished","tookMs":70}

        id: 6
        event: log
        data: {%1$s,"level":"WARN","text":"two\\nlines: Käse"}

        id: 7
        event: node
        data: {%1$s,"name":"orders","resourceType":"model","state":"started","uniqueId":"model.shop.orders"}

        id: 8
        event: node
        data: {%1$s,"result":{"dbtStatus":"success","message":"OK","name":"orders","resourceType":"model","rowsAffected":5,\
        "status":"SUCCEEDED","thread":"Thread-1","tookMs":20,"uniqueId":"model.shop.orders"},"state":"finished"}

        id: 9
        event: status
        data: {%1$s,"ended":true,"status":"SUCCESSFUL"}

        """.formatted(at), answer.body());
  }

  @ParameterizedTest
  @CsvSource({"'', 0, '1,2,3,4'", "?after=2, 0, '3,4'", "'', 3, '4'", "?after=1, 3, '4'", "'', 4, ''", "'', 99, ''"})
  void theStreamGoesOnBehindTheLastEventSeen(String query, int last, String expected) {
    append(line("a"));
    append(line("b"));
    append(line("c"));
    finish();
    var request = client.request("runs/" + run.value() + "/events" + query);
    Client.Answer answer = client.send(last == 0 ? request.GET() : request.header("Last-Event-ID", "" + last).GET());

    assertEquals(expected, String.join(",", values("id: ", answer.body().lines().toList())));
  }

  @Test
  void whatHappensAfterTheClientCameArrivesAtOnce() throws IOException {
    append(line("before"));
    try (BufferedReader stream = follow()) {
      assertTrue(next(stream, "data: ").contains("before"));
      append(line("after"));
      assertTrue(next(stream, "data: ").contains("after"));
      finish();
      assertTrue(next(stream, "data: ").contains("SUCCESSFUL"));
      assertEquals(List.of(), stream.lines().filter(line -> !line.isEmpty()).toList());
    }
  }

  @Test
  void silenceIsFilledWithComments() throws IOException {
    try (BufferedReader stream = follow()) {
      next(stream, ":");
      next(stream, ":");
      next(stream, ":");
      append(line("at last"));
      assertTrue(next(stream, "data: ").contains("at last"));
    }
  }

  @Test
  void theStreamEndsWithItsToken() throws IOException {
    Client.Answer issued = client.post("tokens", "{\"label\": \"x\", \"role\": \"VIEWER\"}");
    var request = client.anonymous("runs/" + run.value() + "/events").header("Authorization", "Bearer " + issued.json().getString("token"));
    try (BufferedReader stream = new BufferedReader(new InputStreamReader(client.stream(request), StandardCharsets.UTF_8));
        BufferedReader other = follow()) {
      next(stream, ":");
      next(stream, ":");
      next(stream, ":");
      assertEquals(204, client.send(client.request("tokens/" + issued.json().getInt("id")).DELETE()).status());
      assertEquals(List.of(), stream.lines().filter(line -> !line.isEmpty() && !line.startsWith(":")).toList());

      append(line("for those who may"));
      assertTrue(next(other, "data: ").contains("may"));
    }
  }

  /** The stream is given up, and the server still answers; the loop behind it ends with the next comment. */
  @Test
  void aClientMayGoAway() throws IOException {
    try (BufferedReader stream = follow()) {
      next(stream, ":");
    }
    try (BufferedReader again = follow()) {
      next(again, ":");
      append(line("for the one who stayed"));
      assertTrue(next(again, "data: ").contains("stayed"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
  void aPositionThatIsNoNumberIsRefused(String position) {
    assertEquals("400 FIELD_INVALID Last-Event-ID",
        client.send(client.request("runs/" + run.value() + "/events").header("Last-Event-ID", position).GET()).problem());
    assertEquals("400 FIELD_INVALID after", client.get("runs/" + run.value() + "/events?after=" + position).problem());
  }

  private BufferedReader follow() {
    return new BufferedReader(
        new InputStreamReader(client.stream(client.request("runs/" + run.value() + "/events")), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader stream, String start) throws IOException {
    String line = stream.readLine();
    while (line != null && !line.startsWith(start)) {
      line = stream.readLine();
    }
    if (line == null) {
      throw new AssertionError("the stream ended before a line that starts with '" + start + "'");
    }
    return line;
  }

  private static List<String> values(String start, List<String> lines) {
    return new ArrayList<>(lines.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).toList());
  }

  private static JournalEvent line(String text) {
    return new JournalEvent.LogLine(Rows.NOW, LogLevel.INFO, text, Optional.empty());
  }

  private void finish() {
    var queued = client.rows.runs.lock(run).orElseThrow();
    client.rows.runs.move(queued, new RunState.Running(Rows.NOW, LEASE));
    append(new JournalEvent.StatusChanged(Rows.NOW, RunStatus.SUCCESSFUL));
    client.rows.runs.move(client.rows.runs.lock(run).orElseThrow(),
        new RunState.Successful(Rows.NOW, new NodeTally(1, 0, 0, 0, 0)));
  }

  private void append(JournalEvent event) {
    try (RunLogs.Writer writer = client.rows.logs.open(client.account(), run)) {
      writer.append(event);
    }
  }
}
