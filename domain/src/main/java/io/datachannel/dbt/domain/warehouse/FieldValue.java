package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.path.RelativePath;

/** Checks what is given for one field. */
final class FieldValue {
  private static final long HIGHEST_NUMBER = 1_000_000_000_000_000L;

  private FieldValue() {}

  /**
   * The value as it is kept.
   *
   * @param value null when there is none
   * @throws InvalidInput naming the field
   */
  static String checked(WarehouseField field, String value) {
    String name = "connection." + field.name();
    String text = field.kind().isDocument() ? document(name, value, field.longest()) : Text.required(name, value, field.longest());
    if (!field.choices().isEmpty() && !field.choices().contains(text)) {
      throw invalid(name, "must be one of " + String.join(", ", field.choices()) + ".");
    }
    field.pattern().filter(pattern -> !text.matches(pattern.expression())).ifPresent(pattern -> {
      throw invalid(name, "must be " + pattern.words() + ".");
    });
    return switch (field.kind()) {
      case TEXT, HOST, PLACE, SECRET -> text;
      case FILE -> RelativePath.of(name, text).value();
      case PORT -> number(name, text, 1, 65_535);
      case NUMBER -> number(name, text, 0, HIGHEST_NUMBER);
      case FLAG -> flag(name, text);
      case CERTIFICATE -> Pem.certificates(name, text);
      case KEY -> Pem.key(name, text);
      case KEY_FILE -> Pem.plainKey(name, text);
      case SERVICE_ACCOUNT -> ServiceAccountKey.of(name, text).text();
    };
  }

  static InvalidInput invalid(String name, String words) {
    return new InvalidInput(FailureCode.WAREHOUSE_FIELD_INVALID, name, "'" + name + "' " + words);
  }

  /** As {@link Text#required}, with the ends of lines that a document has. */
  private static String document(String name, String value, int longest) {
    String onOneLine = value == null ? null : value.replaceAll("[\\r\\n\\t]", " ");
    Text.required(name, onOneLine, longest);
    return value.strip();
  }

  private static String number(String name, String text, long low, long high) {
    if (!text.matches("[0-9]{1,16}") || Long.parseLong(text) < low || Long.parseLong(text) > high) {
      throw invalid(name, "must be a whole number from " + low + " to " + high + ".");
    }
    return text;
  }

  private static String flag(String name, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw invalid(name, "must be true or false.");
    }
    return text;
  }
}
