package io.datachannel.dbt.adapters.observability.logs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** What both forms of the service's log have in common. */
final class LogLines {
  private static final int LONGEST_MESSAGE = 16_384;
  private static final int LONGEST_TRACE = 32_768;
  private static final String CUT = " … (cut)";

  private LogLines() {}

  static String message(String formatted) {
    return formatted == null ? "" : bounded(formatted, LONGEST_MESSAGE);
  }

  /** Of what was thrown, with its stack and causes. */
  static Optional<String> trace(LogRecord entry) {
    return Optional.ofNullable(entry.getThrown()).map(thrown -> {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return bounded(text.toString().stripTrailing(), LONGEST_TRACE);
    });
  }

  private static String bounded(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + CUT;
  }

  /** On one line, with nothing that a terminal obeys: a user's text can neither begin a line of its own nor hide one. */
  static String onOneLine(String text) {
    return text.chars().mapToObj(letter -> isPlain((char) letter) ? Character.toString((char) letter) : escaped((char) letter))
        .collect(Collectors.joining());
  }

  private static boolean isPlain(char letter) {
    return letter == '\t' || !Character.isISOControl(letter) && Character.getType(letter) != Character.FORMAT
        && letter != '\u2028' && letter != '\u2029';
  }

  private static String escaped(char letter) {
    return letter == '\n' ? "\\n" : "\\u%04x".formatted((int) letter);
  }
}
