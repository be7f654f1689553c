package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.OutputLine;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.secret.RedactedStream;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Turns what the runner writes into events, and remembers what the end is judged by. */
final class RunnerLines implements Consumer<OutputLine> {
  private static final int LAST_WORDS = 40;
  /** What is longer dbt did not write; neither does a node take a year. */
  private static final int LONGEST_WORD = 4096;
  private static final double LONGEST_SECONDS = 366 * 24 * 3600;

  private final Consumer<DbtEvent> listener;
  private final SafeText safe;
  private final InstantSource clock;
  private final LogLevel worthRemembering;
  private final ToldNodes nodes = new ToldNodes();
  private final Deque<String> lastWords = new ArrayDeque<>();
  private Optional<RunnerEnd> end = Optional.empty();
  /** Of a printed line that goes on. */
  private Optional<RedactedStream> printing = Optional.empty();
  private boolean tooLong;

  /**
   * @param clock            for lines that bear no time themselves
   * @param worthRemembering the lowest level of lines that an end may be judged by
   */
  RunnerLines(Consumer<DbtEvent> listener, SafeText safe, InstantSource clock, LogLevel worthRemembering) {
    this.listener = listener;
    this.safe = safe;
    this.clock = clock;
    this.worthRemembering = worthRemembering;
  }

  synchronized Optional<RunnerEnd> end() {
    return end;
  }

  /** How dbt ended that told its end. */
  synchronized DbtEnd judge(RunnerEnd told, List<String> arguments) {
    return DbtFailures.judge(told, nodes, arguments, lastWords());
  }

  /** The last lines that came by standard error or as errors of dbt; where a crash tells its reason. */
  synchronized String lastWords() {
    return String.join("\n", lastWords);
  }

  /** Lines of both streams, one at a time. */
  @Override
  public synchronized void accept(OutputLine line) {
    switch (line.source()) {
      case STDERR -> printed(line);
      case STDOUT -> told(line);
    }
  }

  /** What was printed in one piece has no border in it that a secret could lie across. */
  private void printed(OutputLine line) {
    if (printing.isEmpty() && !line.goesOn()) {
      log(clock.instant(), LogLevel.INFO, line.text(), Optional.empty(), true);
      return;
    }
    RedactedStream stream = printing.orElseGet(safe::stream);
    String masked = stream.next(line.text()) + (line.goesOn() ? "" : stream.end());
    printing = line.goesOn() ? Optional.of(stream) : Optional.empty();
    log(clock.instant(), LogLevel.INFO, safe.piecesOf(masked), Optional.empty(), true);
  }

  /** Of one that is too long to be understood the beginning is told. */
  private void told(OutputLine line) {
    boolean rest = tooLong;
    tooLong = line.goesOn();
    if (rest) {
      return;
    }
    try (JsonReader reader = Json.createReader(new StringReader(line.text()))) {
      understand(objectIn(reader));
    } catch (JsonException | DateTimeException | ClassCastException | NullPointerException | IllegalArgumentException garbled) {
      log(clock.instant(), LogLevel.WARN, List.of("The runner wrote a line that is not understood: " + safe.of(line.text())),
          Optional.empty(), true);
    }
  }

  private void understand(JsonObject line) {
    Instant at = Instant.parse(line.getString("at"));
    switch (line.getString("event")) {
      case "log" -> {
        LogLevel level = LogLevel.valueOf(line.getString("level").toUpperCase(Locale.ROOT));
        Optional<String> node = line.isNull("unique_id") ? Optional.empty() : Optional.of(line.getString("unique_id"));
        log(at, level, line.getString("text"), node, level.compareTo(worthRemembering) >= 0);
      }
      case "node_started" -> listener.accept(
          new NodeStarted(at, word(line, "unique_id"), word(line, "resource_type"), word(line, "name")));
      case "node_finished" -> {
        listener.accept(new NodeFinished(at, nodes.take(resultOf(line))));
      }
      case "_end" -> end = Optional.of(RunnerEnd.of(line, safe));
      default -> throw new IllegalArgumentException("An unknown event.");
    }
  }

  private void log(Instant at, LogLevel level, String text, Optional<String> uniqueId, boolean remember) {
    log(at, level, safe.linesOf(text), uniqueId, remember);
  }

  private void log(Instant at, LogLevel level, List<String> masked, Optional<String> uniqueId, boolean remember) {
    for (String line : masked) {
      if (remember) {
        lastWords.addLast(line);
        if (lastWords.size() > LAST_WORDS) {
          lastWords.removeFirst();
        }
      }
      listener.accept(new LogLine(at, level, line, uniqueId));
    }
  }

  private NodeResult resultOf(JsonObject line) {
    double seconds = line.getJsonNumber("seconds").doubleValue();
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new IllegalArgumentException("No time that a node takes.");
    }
    return new NodeResult(word(line, "unique_id"), word(line, "resource_type"), word(line, "name"), word(line, "status"),
        line.isNull("started_at") ? Optional.empty() : Optional.of(Instant.parse(line.getString("started_at"))),
        Duration.ofNanos(Math.round(seconds * 1e9)),
        line.isNull("rows_affected") ? OptionalLong.empty() : OptionalLong.of(line.getJsonNumber("rows_affected").longValue()),
        safe.of(line.getString("message")), word(line, "thread"));
  }

  private static String word(JsonObject line, String key) {
    String word = line.getString(key);
    if (word.length() > LONGEST_WORD) {
      throw new IllegalArgumentException("No " + key + " of a node.");
    }
    return word;
  }

  /** The parser has no type of its own for what is nested too deeply. */
  private static JsonObject objectIn(JsonReader reader) {
    try {
      return reader.readObject();
    } catch (RuntimeException garbled) {
      throw new JsonException("No object.", garbled);
    }
  }
}
