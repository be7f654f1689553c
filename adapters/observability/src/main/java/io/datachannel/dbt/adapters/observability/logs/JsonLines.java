package io.datachannel.dbt.adapters.observability.logs;

import io.datachannel.dbt.application.execution.WorkContext;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** The service's log for programs: one JSON object on each line (RFC 8259), in ASCII, so that no reader takes a letter for the end of a line. */
public final class JsonLines extends Formatter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonProvider JSON = JsonProvider.provider();

  private final String copy;

  /** @param copy names this copy of the service */
  public JsonLines(String copy) {
    this.copy = copy;
  }

  @Override
  public String format(LogRecord entry) {
    JsonObjectBuilder line = JSON.createObjectBuilder().add("time", TIME.format(entry.getInstant())).add("level", entry.getLevel().getName())
        .add("logger", String.valueOf(entry.getLoggerName())).add("message", LogLines.message(formatMessage(entry)))
        .add("thread", Thread.currentThread().getName()).add("copy", copy);
    addTo(line, WorkContext.current());
    LogLines.trace(entry).ifPresent(trace -> line.add("exception", trace));
    return ascii(line.build().toString()) + "\n";
  }

  private static void addTo(JsonObjectBuilder line, WorkContext work) {
    work.request().ifPresent(request -> line.add("request", request));
    work.account().ifPresent(account -> line.add("account", account.value()));
    work.project().ifPresent(project -> line.add("project", project.value()));
    work.run().ifPresent(run -> line.add("run", run.value()));
    work.refresh().ifPresent(refresh -> line.add("refresh", refresh.value()));
  }

  /** Letters beyond ASCII stand within strings alone. */
  private static String ascii(String json) {
    return json.chars().allMatch(letter -> letter < 0x7F) ? json : json.chars()
        .mapToObj(letter -> letter < 0x7F ? Character.toString((char) letter) : "\\u%04x".formatted(letter)).collect(Collectors.joining());
  }
}
