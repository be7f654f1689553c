package io.datachannel.dbt.domain.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What of text a writer of URLs leaves as it is besides letters and digits; the rest becomes percent signs with two hexadecimal digits. */
enum UrlEncoding {
  /** Python's quote with safe='', and its quote_plus. */
  PYTHON("-._~"),
  /** Python's quote. */
  PYTHON_PATH("-._~/"),
  /** Java's URLEncoder, and HTML forms. */
  FORM("-._*"),
  /** JavaScript's encodeURIComponent. */
  JAVASCRIPT("-._~!*'()"),
  /** JavaScript's encodeURI. */
  JAVASCRIPT_URI("-._~!*'();,/?:@&=+$#"),
  /** SQLAlchemy's addresses of databases. */
  SQLALCHEMY("-._~ +");

  private static final HexFormat DIGITS = HexFormat.of().withUpperCase();

  private final String safe;

  UrlEncoding(String safe) {
    this.safe = safe;
  }

  /** In every way, with blanks as plus signs and as numbers, and digits of both cases; and with each character as a number. */
  static Set<String> allOf(String text) {
    Set<String> all = new LinkedHashSet<>();
    for (UrlEncoding encoding : values()) {
      String numbered = encoding.of(text);
      all.add(numbered);
      all.add(numbered.replace("%20", "+"));
      all.add(lowerCase(numbered));
      all.add(lowerCase(numbered.replace("%20", "+")));
    }
    String each = allNumbered(text);
    all.add(each);
    all.add(each.toLowerCase(Locale.ROOT));
    return all;
  }

  private String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      if (isLetterOrDigit(one) || safe.indexOf(one) >= 0) {
        out.append((char) one);
      } else {
        out.append('%').append(DIGITS.toHexDigits(one));
      }
    }
    return out.toString();
  }

  private static String allNumbered(String text) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(DIGITS.toHexDigits(one));
    }
    return out.toString();
  }

  /** Of the digits alone. */
  private static String lowerCase(String numbered) {
    StringBuilder out = new StringBuilder(numbered);
    for (int at = out.indexOf("%"); at >= 0 && at + 2 < out.length(); at = out.indexOf("%", at + 3)) {
      out.setCharAt(at + 1, Character.toLowerCase(out.charAt(at + 1)));
      out.setCharAt(at + 2, Character.toLowerCase(out.charAt(at + 2)));
    }
    return out.toString();
  }

  private static boolean isLetterOrDigit(byte one) {
    return one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z';
  }
}
