package io.datachannel.dbt.application.result;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;

/**
 * Which part of a list is asked for.
 *
 * @param after the id of the last row that was seen, 0 to begin
 * @param limit how many rows at the most, 1 to 200
 */
public record Page(long after, int limit) {
  public static final int MOST = 200;

  public Page {
    if (limit < 1 || limit > MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "limit", "'limit' must be from 1 to " + MOST + ".");
    }
    if (after < 0) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "after", "'after' must be the id of the last row seen.");
    }
  }
}
