package io.datachannel.dbt.adapters.rest.body;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Instants as clients write them: ISO 8601, UTC or with an offset, of the years 1970 to 9999, which columns hold. */
public final class WireInstant {
  private static final Instant END_OF_COLUMNS = Instant.parse("9999-12-31T00:00:00Z");

  private WireInstant() {}

  /** @throws InvalidInput naming the field when the text is none */
  public static Instant parsed(String field, String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(END_OF_COLUMNS)) {
        throw new DateTimeException("out of range");
      }
      return instant;
    } catch (DateTimeException | ArithmeticException bad) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must be an instant such as 2026-03-01T10:00:00Z.");
    }
  }
}
