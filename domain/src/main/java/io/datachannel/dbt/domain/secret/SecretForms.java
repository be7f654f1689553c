package io.datachannel.dbt.domain.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a secret may stand in text: as it is, and as Python, dbt, drivers, browsers and the command line write it. Of a secret of several
 * lines each line counts, too, since a log has one line at a time.
 */
final class SecretForms {
  /** Shorter lines of a longer secret are no secret by themselves: {@code ) } and the like. */
  private static final int SHORTEST_LINE = 8;
  /** Where the ends of lines stand escaped, as in the file of a Google service account. */
  private static final String LINE_ENDS = "\\R|\\\\r\\\\n|\\\\n";
  /** Long ones are written in lines of these lengths, in characters. */
  private static final int[] BASE64_LINES = {64, 76};
  private static final int BITS = 8;
  private static final int BASE64_BITS = 6;
  /** After so many bytes base64 begins anew. */
  private static final int BASE64_BYTES = 3;

  private SecretForms() {}

  static Set<String> plain(String value) {
    Set<String> forms = wholes(value);
    forms.addAll(lines(value));
    return forms;
  }

  static Set<String> escaped(String value) {
    return plain(value).stream().flatMap(form -> Escape.allOf(form).stream()).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** By a whole value, whatever stands before and behind it: the characters that tell of it alone. */
  static Set<String> inBase64(String value) {
    Set<String> forms = new LinkedHashSet<>();
    for (String whole : wholes(value)) {
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      for (Base64.Encoder encoder : new Base64.Encoder[] {Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding()}) {
        for (int before = 0; before < BASE64_BYTES; before++) {
          forms.add(behind(before, bytes, encoder));
        }
        for (int length : BASE64_LINES) {
          forms.addAll(pieces(encoder.encodeToString(bytes), length));
        }
      }
    }
    return forms;
  }

  private static String behind(int before, byte[] bytes, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    int first = Math.ceilDiv(before * BITS, BASE64_BITS);
    int end = shifted.length * BITS / BASE64_BITS;
    return first < end ? encoder.encodeToString(shifted).substring(first, end) : "";
  }

  private static Set<String> pieces(String text, int length) {
    Set<String> pieces = new LinkedHashSet<>();
    for (int from = 0; text.length() > length && from + SHORTEST_LINE <= text.length(); from += length) {
      pieces.add(text.substring(from, Math.min(text.length(), from + length)));
    }
    return pieces;
  }

  static Set<String> inUrls(String value) {
    return wholes(value).stream().flatMap(form -> UrlEncoding.allOf(form).stream()).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static Set<String> inHexadecimal(String value) {
    return wholes(value).stream().map(whole -> whole.getBytes(StandardCharsets.UTF_8))
        .flatMap(bytes -> Stream.of(HexFormat.of().formatHex(bytes), HexFormat.of().withUpperCase().formatHex(bytes)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Without what is around it, and with the line ends of another system, it is the same secret. */
  private static Set<String> wholes(String value) {
    return Stream.of(value, value.strip(), value.replace("\r\n", "\n"), value.strip().replace("\r\n", "\n")).filter(whole -> !whole.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> lines(String value) {
    String[] lines = value.split(LINE_ENDS);
    return lines.length < 2 ? Set.of() : Stream.of(lines).map(String::strip).filter(line -> line.length() >= SHORTEST_LINE)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
