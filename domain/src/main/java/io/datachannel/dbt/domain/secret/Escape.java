package io.datachannel.dbt.domain.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** A way to write text between quotes, or between tags. */
enum Escape {
  /** Python's json.dumps, and so dbt's artifacts and logs. */
  JSON {
    @Override
    String of(int character) {
      return isPlain(character) ? jsonMark(character) : units(character, LOWER_CASE);
    }
  },
  JSON_UPPER_CASE {
    @Override
    String of(int character) {
      return isPlain(character) ? jsonMark(character) : units(character, LOWER_CASE.withUpperCase());
    }
  },
  /** JSON in UTF-8. */
  JSON_UNICODE {
    @Override
    String of(int character) {
      return character < ' ' ? JSON.of(character) : jsonMark(character);
    }
  },
  /** As PHP and some drivers write it. */
  JSON_SLASH {
    @Override
    String of(int character) {
      return character == '/' ? "\\/" : JSON.of(character);
    }
  },
  /** Jinja's filter tojson. */
  JSON_IN_HTML {
    @Override
    String of(int character) {
      return "<>&'".indexOf(character) >= 0 ? units(character, LOWER_CASE) : JSON.of(character);
    }
  },
  /** Python's repr, between double quotes or where there is no quote in it. */
  REPR {
    @Override
    String of(int character) {
      return character < ' ' || character == DELETE ? control(character) : character == '\\' ? "\\\\" : Character.toString(character);
    }
  },
  REPR_IN_SINGLE_QUOTES {
    @Override
    String of(int character) {
      return character == '\'' ? "\\'" : REPR.of(character);
    }
  },
  /** Python's ascii, and its standard error. */
  ASCII {
    @Override
    String of(int character) {
      return isPlain(character) || character < ' ' ? REPR_IN_SINGLE_QUOTES.of(character)
          : character < 0x100 ? "\\x" + LOWER_CASE.toHexDigits((byte) character)
          : character < 0x10000 ? units(character, LOWER_CASE) : "\\U" + LOWER_CASE.toHexDigits(character);
    }
  },
  /** Python's repr of bytes. */
  BYTES {
    @Override
    String of(int character) {
      return character < DELETE ? REPR_IN_SINGLE_QUOTES.of(character) : bytes(character);
    }
  },
  SQL_TEXT {
    @Override
    String of(int character) {
      return character == '\'' ? "''" : Character.toString(character);
    }
  },
  /** Also CSV. */
  SQL_NAME {
    @Override
    String of(int character) {
      return character == '"' ? "\"\"" : Character.toString(character);
    }
  },
  SHELL {
    @Override
    String of(int character) {
      return character == '\'' ? "'\"'\"'" : Character.toString(character);
    }
  },
  /** Python's html.escape. */
  HTML {
    @Override
    String of(int character) {
      return character == '\'' ? "&#x27;" : character == '"' ? "&quot;" : htmlMark(character);
    }
  },
  /** Jinja's filter escape. */
  HTML_NUMBERS {
    @Override
    String of(int character) {
      return character == '\'' ? "&#39;" : character == '"' ? "&#34;" : htmlMark(character);
    }
  };

  private static final int DELETE = 0x7f;
  private static final HexFormat LOWER_CASE = HexFormat.of();

  abstract String of(int character);

  private String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> out.append(of(character)));
    return out.toString();
  }

  /** A text in every way, and each of these once more in JSON: a message that quotes something stands in an artifact as a string. */
  static Set<String> allOf(String text) {
    Set<String> once = new LinkedHashSet<>();
    for (Escape escape : values()) {
      once.add(escape.of(text));
    }
    Set<String> all = new LinkedHashSet<>(once);
    for (String form : once) {
      all.add(JSON.of(form));
      all.add(JSON_UNICODE.of(form));
    }
    return all;
  }

  /** Of what Python calls printable ASCII, and the controls that have a letter. */
  private static boolean isPlain(int character) {
    return character >= ' ' && character < DELETE || "\n\r\t\b\f".indexOf(character) >= 0;
  }

  private static String jsonMark(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> Character.toString(character);
    };
  }

  private static String control(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\x" + LOWER_CASE.toHexDigits((byte) character);
    };
  }

  private static String htmlMark(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(character);
    };
  }

  /** Each half of a pair by itself, as JSON has it. */
  private static String units(int character, HexFormat digits) {
    StringBuilder out = new StringBuilder();
    for (char unit : Character.toChars(character)) {
      out.append("\\u").append(digits.toHexDigits(unit));
    }
    return out.toString();
  }

  private static String bytes(int character) {
    StringBuilder out = new StringBuilder();
    for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      out.append("\\x").append(LOWER_CASE.toHexDigits(one));
    }
    return out.toString();
  }
}
