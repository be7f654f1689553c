package io.datachannel.dbt.domain.warehouse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a JSON object whose values are all texts (RFC 8259). */
final class FlatJson {
  private final String json;
  private int at;

  private FlatJson(String json) {
    this.json = json;
  }

  /** Its members in their order; empty when the text is anything else. */
  static Optional<Map<String, String>> read(String text) {
    try {
      return Optional.of(new FlatJson(text).object());
    } catch (NoSuchText _) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
    } else {
      do {
        String name = text();
        expect(':');
        if (members.put(name, text()) != null) {
          throw new NoSuchText();
        }
      } while (more());
    }
    skipBlanks();
    if (at < json.length()) {
      throw new NoSuchText();
    }
    return members;
  }

  private boolean more() {
    char next = peek();
    at++;
    if (next != ',' && next != '}') {
      throw new NoSuchText();
    }
    return next == ',';
  }

  private String text() {
    expect('"');
    StringBuilder text = new StringBuilder();
    for (char next = take(); next != '"'; next = take()) {
      if (next < ' ') {
        throw new NoSuchText();
      }
      text.append(next == '\\' ? escaped() : next);
    }
    return text.toString();
  }

  private char escaped() {
    return switch (take()) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NoSuchText();
    };
  }

  private char unicode() {
    String digits = "" + take() + take() + take() + take();
    if (!digits.matches("[0-9A-Fa-f]{4}")) {
      throw new NoSuchText();
    }
    return (char) Integer.parseInt(digits, 16);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw new NoSuchText();
    }
    at++;
  }

  private char peek() {
    skipBlanks();
    if (at == json.length()) {
      throw new NoSuchText();
    }
    return json.charAt(at);
  }

  private char take() {
    if (at == json.length()) {
      throw new NoSuchText();
    }
    return json.charAt(at++);
  }

  private void skipBlanks() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Never leaves {@link #read}. */
  private static final class NoSuchText extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
