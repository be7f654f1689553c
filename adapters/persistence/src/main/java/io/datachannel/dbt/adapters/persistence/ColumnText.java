package io.datachannel.dbt.adapters.persistence;

import java.nio.charset.StandardCharsets;

/** Cuts texts to what a column holds; a run is never failed for a long message. */
final class ColumnText {
  /** MySQL's TEXT, in bytes. */
  private static final int TEXT_BYTES = 65_535;
  private static final String GAP = "\n[… cut …]\n";

  private ColumnText() {}

  /** For a TEXT column: the head and the tail, since a traceback says at its end what went wrong. */
  static String text(String text) {
    return fit(text, TEXT_BYTES);
  }

  /** For a VARCHAR column. */
  static String varchar(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters));
  }

  /** For a unique_id: of a long one the head is the package and the tail dbt's hash, which tells it from others. */
  static String uniqueId(String text) {
    int longest = 700;
    int length = text.codePointCount(0, text.length());
    if (length <= longest) {
      return text;
    }
    int half = longest / 2;
    return text.substring(0, text.offsetByCodePoints(0, half)) + text.substring(text.offsetByCodePoints(text.length(), -half));
  }

  static String fit(String text, int mostBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= mostBytes) {
      return text;
    }
    int half = (mostBytes - GAP.getBytes(StandardCharsets.UTF_8).length) / 2;
    int headEnd = half;
    while (isContinuation(bytes[headEnd])) {
      headEnd--;
    }
    int tailStart = bytes.length - half;
    while (isContinuation(bytes[tailStart])) {
      tailStart++;
    }
    return new String(bytes, 0, headEnd, StandardCharsets.UTF_8) + GAP
        + new String(bytes, tailStart, bytes.length - tailStart, StandardCharsets.UTF_8);
  }

  /** A UTF-8 byte that is not the first of its character (RFC 3629). */
  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
