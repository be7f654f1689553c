package io.datachannel.dbt.domain.notification;

import java.time.Duration;
import java.util.Optional;

/** How long to wait after an attempt that failed: a minute, twice as long each time, six hours at the most, and not beyond a day. */
public final class RetryWaits {
  public static final Duration LONGEST_LIFE = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int MOST_DOUBLINGS = 9;

  private RetryWaits() {}

  /** @param failures in a row, at least 1 */
  public static Duration after(int failures) {
    Duration wait = SHORTEST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /**
   * When a message is tried again; empty when it is given up.
   *
   * @param attempts that were made, at least 1
   * @param age      since it was written
   */
  public static Optional<Duration> ofMessage(int attempts, Duration age) {
    return Optional.of(after(attempts)).filter(wait -> age.plus(wait).compareTo(LONGEST_LIFE) <= 0);
  }
}
