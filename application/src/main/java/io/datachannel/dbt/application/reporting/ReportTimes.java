package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The bounds of instants that a reporter's clock told; it may differ from ours by five minutes. */
public final class ReportTimes {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private ReportTimes() {}

  /**
   * @return the instant as columns keep it, to the microsecond
   * @throws InvalidInput when it lies in the future, or before 2000
   */
  public static Instant checked(String field, Instant told, Instant now) {
    if (told.isAfter(now.plus(SKEW)) || told.isBefore(EARLIEST)) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field, "'" + field + "' must not lie in the future, nor before 2000; it is now "
          + now.truncatedTo(ChronoUnit.SECONDS) + " here.");
    }
    return told.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @param least what came before
   * @return the instant, or the one before when that is later by a little
   * @throws InvalidInput when it is later by more
   */
  static Instant notBefore(Instant least, String field, Instant told) {
    if (told.isBefore(least.minus(SKEW))) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, field,
          "'" + field + "' is before what happened earlier to this run, at " + least + ".");
    }
    return told.isBefore(least) ? least : told;
  }
}
