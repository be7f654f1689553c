package io.datachannel.dbt.application.execution;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as programs hand it on to each other (W3C Trace Context, the header {@code traceparent}).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId  16 hexadecimal digits
 * @param flags   2 hexadecimal digits; the last bit says that the trace is recorded
 */
public record TraceParent(String traceId, String spanId, String flags) {
  /** Of a version that is not known yet, the parts of this one are taken. */
  private static final Pattern TEXT = Pattern.compile(
      "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** Empty for what is none: as the standard has it, the trace begins anew then, and no one is told. */
  public static Optional<TraceParent> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches() && (matcher.group(5) == null || !matcher.group(1).equals("00"))
        ? Optional.of(new TraceParent(matcher.group(2), matcher.group(3), matcher.group(4))) : Optional.empty();
  }

  /** In version 00, 55 characters. */
  public String text() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
