package io.datachannel.dbt.domain.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The instants at which a cadence fires: sorted, without repeats, and the same whether they are asked for in one piece or in many.
 * Cadences know local times; here they become instants, with a zone and a policy for its clock changes. A cadence that follows elapsed
 * time fires in both of two equal hours, and a time of it that a gap swallows moves on by the gap's length, where it mostly meets the
 * firing that is there anyway.
 */
public final class Firings {
  private Firings() {}

  /**
   * @param limit the most that are wanted, at least 1: the earliest ones
   * @return those behind {@code fromExclusive}, up to and with {@code toInclusive}
   */
  public static List<Instant> between(Timing timing, Instant fromExclusive, Instant toInclusive, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A limit of at least 1, not " + limit);
    }
    return new FiringSearch(timing).between(fromExclusive, toInclusive, limit);
  }

  /** The first one behind an instant; empty when there is none, as for a cadence after pipelines. */
  public static Optional<Instant> next(Timing timing, Instant after) {
    return next(timing, after, 1).stream().findFirst();
  }

  /** The first ones behind an instant, at most as many as wanted. */
  public static List<Instant> next(Timing timing, Instant after, int wanted) {
    return between(timing, after, after.plus(FiringSearch.LONGEST_LOOK), wanted);
  }
}
