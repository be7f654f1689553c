package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.schedule.ClockChange.Gap;
import io.datachannel.dbt.domain.schedule.ClockChange.Overlap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for each cadence, zone and policy, in ranges around clock changes. */
@Domain(DomainContext.Global.class)
@Domain(TimingDomain.class)
@Tag("fault-40")
class FiringLawsTest {
  private static final int NO_LIMIT = 100_000;

  @Property(tries = 500)
  void firingsAreSortedWithoutRepeatsAndInTheirRange(@ForAll Timing timing, @ForAll TimingDomain.Range range) {
    List<Instant> firings = Firings.between(timing, range.from(), range.to(), NO_LIMIT);

    assertEquals(List.copyOf(new TreeSet<>(firings)), firings);
    assertTrue(firings.stream().allMatch(at -> at.isAfter(range.from()) && !at.isAfter(range.to())));
  }

  @Property(tries = 500)
  void theyAreTheSameInOnePieceAndInMany(
      @ForAll Timing timing, @ForAll TimingDomain.Range range, @ForAll @IntRange(min = 2, max = 9) int parts) {
    List<Instant> pieces = new ArrayList<>();
    Instant from = range.from();
    for (int part = 1; part <= parts; part++) {
      Instant to = part == parts ? range.to() : range.from().plus(range.length().multipliedBy(part).dividedBy(parts));
      pieces.addAll(Firings.between(timing, from, to, NO_LIMIT));
      from = to;
    }

    assertEquals(Firings.between(timing, range.from(), range.to(), NO_LIMIT), pieces);
  }

  @Property(tries = 500)
  void theyAreTheSameOneByOne(@ForAll Timing timing, @ForAll TimingDomain.Range range) {
    List<Instant> whole = Firings.between(timing, range.from(), range.to(), 20);

    List<Instant> oneByOne = new ArrayList<>();
    Optional<Instant> next = Firings.next(timing, range.from());
    while (oneByOne.size() < 20 && next.filter(at -> !at.isAfter(range.to())).isPresent()) {
      oneByOne.add(next.get());
      next = Firings.next(timing, next.get());
    }

    assertEquals(whole, oneByOne);
  }

  @Property(tries = 500)
  void aLimitCutsTheEndOff(@ForAll Timing timing, @ForAll TimingDomain.Range range, @ForAll @IntRange(min = 1, max = 30) int limit) {
    assertEquals(Firings.between(timing, range.from(), range.to(), NO_LIMIT).stream().limit(limit).toList(),
        Firings.between(timing, range.from(), range.to(), limit));
  }

  @Property(tries = 500)
  void eachLocalTimeFiresAsThePolicySays(@ForAll Timing timing, @ForAll TimingDomain.Range range) {
    assertEquals(List.copyOf(oneLocalTimeAfterTheOther(timing, range)), Firings.between(timing, range.from(), range.to(), NO_LIMIT));
  }

  /** The same from the other end: each local time of the days around is turned into instants by itself. */
  private static SortedSet<Instant> oneLocalTimeAfterTheOther(Timing timing, TimingDomain.Range range) {
    SortedSet<Instant> all = new TreeSet<>();
    LocalDateTime end = LocalDateTime.ofInstant(range.to(), ZoneOffset.UTC).plusDays(3);
    LocalDateTime begin = LocalDateTime.ofInstant(range.from(), ZoneOffset.UTC).minusDays(3);
    Optional<LocalDateTime> local = LocalTimes.of(timing.cadence()).next(begin);
    while (local.filter(time -> time.isBefore(end)).isPresent()) {
      instantsOf(local.get(), timing).stream().filter(at -> at.isAfter(range.from()) && !at.isAfter(range.to())).forEach(all::add);
      local = LocalTimes.of(timing.cadence()).next(local.get());
    }
    return all;
  }

  private static List<Instant> instantsOf(LocalDateTime local, Timing timing) {
    boolean elapsed = timing.cadence().followsElapsedTime();
    List<Instant> moments = timing.zone().getRules().getValidOffsets(local).stream().map(local::toInstant).toList();
    if (moments.isEmpty()) {
      ZoneOffsetTransition gap = timing.zone().getRules().getTransition(local);
      Instant moved = elapsed ? local.toInstant(gap.getOffsetBefore()) : gap.getInstant();
      return timing.clockChange().gap() == Gap.SKIP ? List.of() : List.of(moved);
    }
    return elapsed || timing.clockChange().overlap() == Overlap.BOTH ? moments
        : List.of(timing.clockChange().overlap() == Overlap.FIRST ? moments.getFirst() : moments.getLast());
  }
}
