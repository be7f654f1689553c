package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.util.Locale;

/**
 * Which part of a list of another server is asked for.
 *
 * @param search what the name must hold, in whatever case; empty for all
 * @param after  {@code next} of the part before; empty to begin
 * @param limit  1 to 200
 */
public record ListingQuery(String search, String after, int limit) {
  private static final int LONGEST_SEARCH = 255;
  private static final int LONGEST_AFTER = 1024;

  /** @throws InvalidInput naming the value that is out of its bounds */
  public ListingQuery {
    if (!search.isEmpty()) {
      Text.required("search", search, LONGEST_SEARCH);
    }
    if (!after.isEmpty()) {
      Text.required("after", after, LONGEST_AFTER);
    }
    if (limit < 1 || limit > Page.MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "limit", "'limit' must be from 1 to " + Page.MOST + ".");
    }
  }

  /** The first of all. */
  public static ListingQuery first(int limit) {
    return new ListingQuery("", "", limit);
  }

  public boolean matches(String name) {
    return name.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
  }

  /** What is thrown for a value of {@code after} that no answer has given. */
  public static InvalidInput badAfter() {
    return new InvalidInput(FailureCode.FIELD_INVALID, "after", "'after' must be the value of 'next' in the answer before.");
  }
}
