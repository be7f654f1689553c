package io.datachannel.dbt.domain.failure;

/** The bounds that every text of a user keeps. */
public final class Text {
  private Text() {}

  /**
   * @param limit the most characters (Unicode code points) the text may have
   * @return the text, unchanged
   * @throws InvalidInput when it is blank, longer than the limit, or holds a control character
   */
  public static String required(String field, String text, int limit) {
    if (text == null || text.isBlank()) {
      throw new InvalidInput(FailureCode.FIELD_MISSING, field, "'" + field + "' must not be empty.");
    }
    if (text.codePointCount(0, text.length()) > limit) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field,
          "'" + field + "' is too long: at most " + limit + " characters.");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field,
          "'" + field + "' holds a control character; use printable text on one line.");
    }
    return text;
  }
}
