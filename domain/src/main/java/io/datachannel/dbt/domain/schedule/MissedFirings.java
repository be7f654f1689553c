package io.datachannel.dbt.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about the firings that were planned since a schedule was last looked at. At most one run comes of them, for the newest:
 * a model that was to be built three times while the service was down is as fresh after one run.
 *
 * @param run     the planned instant that becomes a run, and why it does
 * @param skipped those that do not, sorted; the earliest {@value #MOST_LISTED} of them
 * @param more    there are more of them than are listed, all before {@code run}
 */
public record MissedFirings(Optional<Firing> run, List<Skipped> skipped, boolean more) {
  public static final int MOST_LISTED = 100;

  /** A firing that is looked at no later than this is on time, and no missed one. */
  public static final Duration ON_TIME = Duration.ofMinutes(1);

  private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

  /** A planned instant that becomes a run. */
  public record Firing(Instant planned, Kind kind) {}

  /** DUE: it is time. CATCH_UP: it was missed, and is made good within its grace. */
  public enum Kind { DUE, CATCH_UP }

  /** A planned instant that no run comes of. */
  public record Skipped(Instant planned, Reason reason) {}

  /** OVERTAKEN: a newer firing runs in its place. TOO_LATE: its grace is over. */
  public enum Reason { OVERTAKEN, TOO_LATE }

  /**
   * Decides with the grace of the newest firing, see {@link Grace}.
   *
   * @param handled the planned instant up to which all was decided before; when it is not before {@code now}, as after a clock was set
   *                back, nothing is due
   */
  public static MissedFirings decide(Timing timing, Instant handled, Instant now) {
    return newest(timing, handled, now)
        .map(newest -> decide(timing, handled, newest, Duration.between(newest, now)))
        .orElseGet(() -> new MissedFirings(Optional.empty(), List.of(), false));
  }

  private static MissedFirings decide(Timing timing, Instant handled, Instant newest, Duration late) {
    Optional<Kind> kind = late.compareTo(ON_TIME) <= 0 ? Optional.of(Kind.DUE)
        : Optional.of(Kind.CATCH_UP).filter(_ -> late.compareTo(Grace.of(timing, newest)) <= 0);
    Reason reason = kind.isPresent() ? Reason.OVERTAKEN : Reason.TOO_LATE;
    Instant lastSkipped = kind.isPresent() ? newest.minusNanos(1) : newest;
    List<Instant> skipped = Firings.between(timing, handled, lastSkipped, MOST_LISTED + 1);
    return new MissedFirings(kind.map(found -> new Firing(newest, found)),
        skipped.stream().limit(MOST_LISTED).map(planned -> new Skipped(planned, reason)).toList(), skipped.size() > MOST_LISTED);
  }

  /** Looks back in steps that double, so that a month of firings each minute is not gone through to find the last one. */
  private static Optional<Instant> newest(Timing timing, Instant handled, Instant now) {
    Duration back = FIRST_LOOK_BACK;
    while (handled.isBefore(now)) {
      Instant from = now.minus(back).isBefore(handled) ? handled : now.minus(back);
      List<Instant> found = Firings.between(timing, from, now, Integer.MAX_VALUE);
      if (!found.isEmpty() || from.equals(handled)) {
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
      }
      back = back.multipliedBy(2);
    }
    return Optional.empty();
  }
}
