package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.schedule.ClockChange.Gap;
import io.datachannel.dbt.domain.schedule.ClockChange.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Goes through the stretches of a zone in which its offset stays the same. Within one, local times and instants are in the same order;
 * what a clock change does to the times around it is done where the stretch behind it begins.
 */
final class FiringSearch {
  /** A gap may swallow the only 29th of February in eight years: then the next one is it. */
  static final Duration LONGEST_LOOK = Duration.ofDays(2L * LocalTimes.LONGEST_WAIT_DAYS);

  private final LocalTimes times;
  private final ZoneRules rules;
  private final ClockChange clockChange;
  private final boolean elapsed;

  FiringSearch(Timing timing) {
    this.times = LocalTimes.of(timing.cadence());
    this.rules = timing.zone().getRules();
    this.clockChange = timing.clockChange();
    this.elapsed = timing.cadence().followsElapsedTime();
  }

  List<Instant> between(Instant fromExclusive, Instant toInclusive, int limit) {
    List<Instant> found = new ArrayList<>();
    Instant begin = fromExclusive;
    while (begin.isBefore(toInclusive) && found.size() < limit) {
      Stretch stretch = stretchAt(begin.plusNanos(1));
      Instant last = earlier(toInclusive, stretch.end().map(end -> end.minusNanos(1)).orElse(toInclusive));
      found.addAll(inStretch(stretch, begin, last, limit - found.size()));
      begin = last;
    }
    return List.copyOf(found);
  }

  private List<Instant> inStretch(Stretch stretch, Instant fromExclusive, Instant toInclusive, int limit) {
    TreeSet<Instant> found = new TreeSet<>();
    stretch.start().filter(ZoneOffsetTransition::isGap).ifPresent(gap -> found.addAll(behindGap(gap, fromExclusive, toInclusive, limit)));
    Instant at = fromExclusive;
    int seen = 0;
    while (seen < limit) {
      Optional<LocalDateTime> local = times.next(LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), stretch.offset()));
      Optional<Instant> next = local.map(time -> time.toInstant(stretch.offset())).filter(time -> !time.isAfter(toInclusive));
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
      if (counts(local.get(), stretch)) {
        found.add(at);
        seen++;
      }
    }
    return found.stream().limit(limit).toList();
  }

  /** Whether a local time that may exist twice fires in this of the two stretches. */
  private boolean counts(LocalDateTime local, Stretch stretch) {
    if (elapsed || clockChange.overlap() == Overlap.BOTH) {
      return true;
    }
    boolean second = stretch.start().filter(change -> isTwice(local, change)).isPresent();
    boolean first = stretch.next().filter(change -> isTwice(local, change)).isPresent();
    return clockChange.overlap() == Overlap.FIRST ? !second : !first;
  }

  private static boolean isTwice(LocalDateTime local, ZoneOffsetTransition change) {
    return change.isOverlap() && !local.isBefore(change.getDateTimeAfter()) && local.isBefore(change.getDateTimeBefore());
  }

  /** What becomes of the times that a gap swallows. */
  private List<Instant> behindGap(ZoneOffsetTransition gap, Instant fromExclusive, Instant toInclusive, int limit) {
    List<Instant> moved = new ArrayList<>();
    boolean over = clockChange.gap() == Gap.SKIP || !gap.getInstant().plus(gap.getDuration()).isAfter(fromExclusive);
    LocalDateTime local = gap.getDateTimeBefore().minusNanos(1);
    while (!over) {
      Optional<LocalDateTime> next = times.next(local).filter(time -> time.isBefore(gap.getDateTimeAfter()));
      Instant instant = next.filter(_ -> elapsed).map(time -> time.toInstant(gap.getOffsetBefore())).orElse(gap.getInstant());
      if (next.isPresent() && instant.isAfter(fromExclusive) && !instant.isAfter(toInclusive)) {
        moved.add(instant);
      }
      over = next.isEmpty() || !elapsed || moved.size() == limit || instant.isAfter(toInclusive);
      local = next.orElse(local);
    }
    return moved;
  }

  private Stretch stretchAt(Instant instant) {
    return new Stretch(rules.getOffset(instant), Optional.ofNullable(rules.previousTransition(instant.plusNanos(1))),
        Optional.ofNullable(rules.nextTransition(instant)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * The time from one clock change to the next.
   *
   * @param start the change with which it begins; empty when the zone never had one before
   */
  private record Stretch(ZoneOffset offset, Optional<ZoneOffsetTransition> start, Optional<ZoneOffsetTransition> next) {
    Optional<Instant> end() {
      return next.map(ZoneOffsetTransition::getInstant);
    }
  }
}
