package io.datachannel.dbt.adapters.observability.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's own log, in both forms. */
class LogLinesTest {
  private static final WorkContext RUN = WorkContext.ofRun(new AccountId(3), new ProjectId(4), new RunId(5));
  private final JsonLines json = new JsonLines("host/17");
  private final TextLines text = new TextLines();

  private static LogRecord entry(String message, Object... parameters) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setInstant(Instant.parse("2026-03-01T10:00:00.250123Z"));
    entry.setLoggerName("io.datachannel.Test");
    entry.setParameters(parameters);
    return entry;
  }

  private static String line(Formatter form, WorkContext work, LogRecord entry) {
    List<String> line = new ArrayList<>();
    work.during(() -> line.add(form.format(entry)));
    return line.getFirst();
  }

  private static JsonObject parsed(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  @Test
  void aLineOfJsonSaysWhatTheWorkIsAbout() {
    String line = line(json, RUN, entry("run {0} ended {1}", 5, "FAILED"));

    assertEquals("""
        {"time":"2026-03-01T10:00:00.250Z","level":"WARNING","logger":"io.datachannel.Test","message":"run 5 ended FAILED","thread":"%s",\
        "copy":"host/17","account":3,"project":4,"run":5}
        """.formatted(Thread.currentThread().getName()), line);
  }

  @Test
  void requestsAndRefreshesAreNamedToo() {
    JsonObject request = parsed(line(json, WorkContext.ofRequest("r-1", Optional.empty()).by(new AccountId(7)), entry("x")));
    JsonObject refresh = parsed(line(json, WorkContext.ofRefresh(new AccountId(1), new ProjectId(2), new RefreshId(9)), entry("x")));

    assertEquals(List.of("r-1", 7), List.of(request.getString("request"), request.getInt("account")));
    assertEquals(List.of(9, 2), List.of(refresh.getInt("refresh"), refresh.getInt("project")));
  }

  @Test
  void workOfNoOneInParticularIsOfNone() {
    JsonObject line = parsed(line(json, WorkContext.NONE, entry("x")));

    assertFalse(line.containsKey("run") || line.containsKey("account") || line.containsKey("request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok\n2026-03-01T10:00:00.250Z WARNING x: forged", "ok\"}\r\n{\"level\":\"SEVERE\"}", "a\u2028b\u2029c\u0085d", "\u001b[2Kgone", "\u0000",
      "x\ud800y", "\u202egnp.exe", "grün \u00e9 \ud83d\ude00"})
  void noTextBeginsALineOfItsOwn(String hostile) {
    String asJson = line(json, RUN, entry(hostile));
    String asText = line(text, RUN, entry(hostile));

    assertEquals(1, asJson.lines().count());
    assertTrue(asJson.strip().chars().allMatch(letter -> letter >= 0x20 && letter < 0x7F), asJson);
    assertEquals(hostile, parsed(asJson).getString("message"));
    assertEquals(1, asText.split("[\n\r\u0085\u2028\u2029]").length);
    assertFalse(asText.contains("\u001b") || asText.contains("\u202e"), asText);
  }

  @Test
  void whatWasThrownIsThereWithItsStackAndIsBounded() {
    LogRecord entry = entry("failed");
    entry.setThrown(new IllegalStateException("deep\n2026-03-01T10:00:00.250 SEVERE forged: line" + "x".repeat(100_000), new IllegalArgumentException("cause")));

    String trace = parsed(line(json, RUN, entry)).getString("exception");
    assertTrue(trace.startsWith("java.lang.IllegalStateException: deep\n2026"), trace);
    assertTrue(trace.length() < 33_000);

    List<String> lines = line(text, RUN, entry).lines().toList();
    assertEquals("io.datachannel.Test: failed [run 5, account 3]", lines.getFirst().substring(lines.getFirst().indexOf("io.")));
    assertTrue(lines.size() > 1 && lines.stream().skip(1).allMatch(one -> one.startsWith("  ")), lines::toString);
  }

  @Test
  void aLongMessageIsCut() {
    assertTrue(line(json, RUN, entry("x".repeat(1_000_000))).length() < 20_000);
    assertTrue(line(text, RUN, entry("x".repeat(1_000_000))).length() < 20_000);
  }

  @Test
  void anEntryWithoutAMessageIsALineAsWell() {
    assertEquals("", parsed(line(json, RUN, entry(null))).getString("message"));
  }
}
