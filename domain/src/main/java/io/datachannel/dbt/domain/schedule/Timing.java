package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a schedule fires.
 *
 * @param zone  of the cadence's times; UTC by default
 * @param grace how late a missed firing is still made good, 0 to 7 days; by default see {@link Grace}
 */
public record Timing(Cadence cadence, ZoneId zone, ClockChange clockChange, Optional<Duration> grace) {
  private static final Duration LONGEST_GRACE = Duration.ofDays(7);

  public Timing {
    if (grace.filter(given -> given.isNegative() || given.compareTo(LONGEST_GRACE) > 0).isPresent()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "graceSeconds",
          "'graceSeconds' must be from 0 to " + LONGEST_GRACE.toSeconds() + ".");
    }
  }

  /** In UTC, with all that may be left out left out. */
  public static Timing of(Cadence cadence) {
    return new Timing(cadence, ZoneOffset.UTC, ClockChange.STANDARD, Optional.empty());
  }
}
