package io.datachannel.dbt.adapters.observability.logs;

import io.datachannel.dbt.application.execution.WorkContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service's log for people: one line for each entry, with what the work was about at its end; a stack is indented below it. */
public final class TextLines extends Formatter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final String BELOW = System.lineSeparator() + "  ";

  @Override
  public String format(LogRecord entry) {
    return "%s %-7s %s: %s%s%s%n".formatted(TIME.format(entry.getInstant().atZone(ZoneId.systemDefault())), entry.getLevel().getName(),
        entry.getLoggerName(), LogLines.onOneLine(LogLines.message(formatMessage(entry))), about(WorkContext.current()),
        LogLines.trace(entry).map(TextLines::below).orElse(""));
  }

  private static String below(String trace) {
    return trace.lines().map(LogLines::onOneLine).collect(Collectors.joining(BELOW, BELOW, ""));
  }

  private static String about(WorkContext work) {
    String about = Stream.of(work.run().map(run -> "run " + run.value()), work.refresh().map(refresh -> "refresh " + refresh.value()),
            work.account().map(account -> "account " + account.value()), work.request().map(request -> "request " + request))
        .flatMap(Optional::stream).collect(Collectors.joining(", "));
    return about.isEmpty() ? "" : " [" + about + "]";
  }
}
