package io.datachannel.dbt.domain.arguments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** dbt's {@code --vars}: JSON objects as text, which whoever takes them from a user or a column has read as JSON. */
public final class DbtVars {
  public static final String NONE = "{}";

  private DbtVars() {}

  /** The members of both; where both have one, that of {@code over}. Members are not merged any deeper, as dbt has it with vars of its own. */
  public static String merged(String under, String over) {
    if (over.equals(NONE)) {
      return under;
    }
    if (under.equals(NONE)) {
      return over;
    }
    Map<String, String> members = new LinkedHashMap<>(new Members(under).read());
    members.putAll(new Members(over).read());
    return members.entrySet().stream().map(member -> member.getKey() + ":" + member.getValue()).collect(Collectors.joining(",", "{", "}"));
  }

  /** The members of a JSON object, names and values as they are written. The domain has no JSON of its own, and needs no more of it than this. */
  private static final class Members {
    private final String text;
    private int at;

    Members(String text) {
      this.text = text;
    }

    Map<String, String> read() {
      Map<String, String> members = new LinkedHashMap<>();
      at = text.indexOf('{') + 1;
      skipBlanks();
      while (text.charAt(at) != '}') {
        String name = upTo(":");
        at++;
        members.put(name, upTo(",}"));
        if (text.charAt(at) == ',') {
          at++;
        }
        skipBlanks();
      }
      return members;
    }

    /** The text up to one of these, outside of strings, objects and arrays. */
    private String upTo(String ends) {
      int from = at;
      int depth = 0;
      while (depth > 0 || ends.indexOf(text.charAt(at)) < 0) {
        switch (text.charAt(at)) {
          case '"' -> skipString();
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          default -> { }
        }
        at++;
      }
      return text.substring(from, at).strip();
    }

    /** From its first quote to its last. */
    private void skipString() {
      at++;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
    }

    private void skipBlanks() {
      while (Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}
