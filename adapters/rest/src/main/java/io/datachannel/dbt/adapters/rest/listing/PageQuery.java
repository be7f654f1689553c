package io.datachannel.dbt.adapters.rest.listing;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Optional;

/** Reads numbers of the query string and of headers; the framework would answer 404 to a bad one. */
public final class PageQuery {
  /** The highest number that is read. */
  public static final long HIGHEST = 999_999_999_999_999_999L;

  private static final int STANDARD_LIMIT = 100;

  private PageQuery() {}

  /**
   * @param after the id of the last row seen; null, as the framework has it, when it was not given
   * @param limit 1 to 200; null for 100
   * @throws InvalidInput when one is not such a number
   */
  public static Page of(String after, String limit) {
    return new Page(Optional.ofNullable(after).map(text -> number("after", text)).orElse(0L),
        Optional.ofNullable(limit).map(text -> (int) Math.min(number("limit", text), Integer.MAX_VALUE)).orElse(STANDARD_LIMIT));
  }

  /** @throws InvalidInput when the text is not a whole number from 0 on */
  public static long number(String field, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must be a whole number, not negative.");
    }
    return Long.parseLong(text);
  }
}
