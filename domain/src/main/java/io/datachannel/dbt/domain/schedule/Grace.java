package io.datachannel.dbt.domain.schedule;

import java.time.Duration;
import java.time.Instant;

/** How late a missed firing is still made good. */
public final class Grace {
  private static final Duration LONGEST = Duration.ofHours(6);

  private Grace() {}

  /** The schedule's own; by default half the time from this firing to the one behind it, and 6 hours at most. */
  public static Duration of(Timing timing, Instant planned) {
    return timing.grace().orElseGet(() -> Firings.next(timing, planned)
        .map(next -> Duration.between(planned, next).dividedBy(2))
        .filter(half -> half.compareTo(LONGEST) < 0)
        .orElse(LONGEST));
  }
}
