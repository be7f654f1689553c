package io.datachannel.dbt.domain.secret;

import java.util.List;

/**
 * For JSON, which stays JSON of the same shape: what is concealed in a string becomes stars, digits of numbers become nines, and quotes,
 * brackets and words stay. A piece that begins or ends within an escape does not tear it. What is no JSON comes through as well, and what
 * is concealed in it becomes stars, too, but for what could be JSON.
 */
final class JsonVeil implements Veil {
  private static final int DIGITS_OF_AN_ESCAPE = 4;
  private static final String BETWEEN_WORDS = "{}[]:,+-. \t\r\n";
  private static final List<String> WORDS = List.of("true", "false", "null");
  private static final String NO_WORD = "?";

  private boolean inString;
  /** The last character is a backslash that escapes the next one. */
  private boolean escaped;
  /** How many are missing of an escape that has begun where it may be seen. */
  private int digitsMissing;
  private boolean within;
  private boolean starred;
  /** What may become a word or a number, outside of strings; of a number only its last digit. */
  private String begun = "";

  @Override
  public void seen(String text, int from, int to, StringBuilder out) {
    if (from == to) {
      return;
    }
    if (within && starred && escaped) {
      // Its escaped character may be seen, so it needs one.
      out.append('\\');
    }
    within = false;
    out.append(text, from, to);
    for (int i = from; i < to; i++) {
      char character = text.charAt(i);
      if (!inString) {
        inString = character == '"';
        goOn(character);
      } else if (escaped) {
        escaped = false;
        digitsMissing = character == 'u' ? DIGITS_OF_AN_ESCAPE : 0;
      } else {
        digitsMissing = Math.max(0, digitsMissing - 1);
        escaped = character == '\\';
        inString = character != '"';
      }
    }
  }

  @Override
  public void concealed(String text, int from, int to, StringBuilder out) {
    if (!within) {
      begin(out);
    }
    for (int i = from; i < to; i++) {
      conceal(text.charAt(i), out);
    }
  }

  private void begin(StringBuilder out) {
    within = true;
    starred = false;
    if (inString && escaped) {
      out.append('\\');
    }
    out.repeat('0', digitsMissing);
    digitsMissing = 0;
  }

  private void conceal(char character, StringBuilder out) {
    if (inString ? !escaped && character == '"' : character == '"') {
      inString = !inString;
      starred = false;
      out.append(character);
    } else if (inString) {
      if (!starred) {
        out.append(TextVeil.STARS);
        starred = true;
      }
      escaped = !escaped && character == '\\';
    } else {
      out.append(!goOn(character) ? '*' : isDigit(character) ? '9' : character);
    }
  }

  /** By a character outside of strings. @return whether JSON can go on like that */
  private boolean goOn(char character) {
    if (character == '"' || BETWEEN_WORDS.indexOf(character) >= 0) {
      begun = "";
      return true;
    }
    if (begun.equals(NO_WORD)) {
      return false;
    }
    boolean afterDigit = !begun.isEmpty() && isDigit(begun.charAt(0));
    if (isDigit(character) && (begun.isEmpty() || afterDigit)) {
      begun = "0";
      return true;
    }
    if (afterDigit && (character == 'e' || character == 'E')) {
      begun = "";
      return true;
    }
    String longer = begun + character;
    begun = WORDS.stream().anyMatch(word -> word.startsWith(longer)) ? longer : NO_WORD;
    return !begun.equals(NO_WORD);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
