package io.datachannel.dbt.adapters.rest.listing;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;

/** Reads flags of the query string. */
public final class Flag {
  private Flag() {}

  /** @param text null, as the framework has it, when it was not given, which is false */
  public static boolean of(String field, String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must be true or false.");
    };
  }
}
