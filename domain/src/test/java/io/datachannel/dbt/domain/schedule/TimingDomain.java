package io.datachannel.dbt.domain.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Timings with every clock policy in zones of every kind, and ranges that hold their clock changes. */
final class TimingDomain extends DomainContextBase {

  /** A range of time, at most some weeks. */
  record Range(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  @Provide
  Arbitrary<Timing> timings() {
    Arbitrary<ClockChange> changes = Combinators
        .combine(Arbitraries.of(ClockChange.Gap.class), Arbitraries.of(ClockChange.Overlap.class)).as(ClockChange::new);
    return Combinators.combine(cadences(), zones(), changes)
        .as((cadence, zone, change) -> new Timing(cadence, zone, change, Optional.empty()));
  }

  @Provide
  Arbitrary<Range> ranges() {
    Arbitrary<Instant> nearAChange = Arbitraries.of(
        "2011-12-30T10:00:00Z", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z",
        "2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z", "1985-12-31T18:30:00Z", "2024-02-29T00:00:00Z").map(Instant::parse);
    Arbitrary<Long> before = Arbitraries.longs().between(0, Duration.ofDays(3).toSeconds());
    Arbitrary<Long> length = Arbitraries.longs().between(1, Duration.ofDays(8).toSeconds());
    return Combinators.combine(nearAChange, before, length)
        .as((change, early, seconds) -> new Range(change.minusSeconds(early), change.minusSeconds(early).plusSeconds(seconds)));
  }

  private static Arbitrary<ZoneId> zones() {
    return Arbitraries.of("UTC", "America/New_York", "Europe/London", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu",
        "Pacific/Apia").map(ZoneId::of);
  }

  private static Arbitrary<Cadence> cadences() {
    Arbitrary<Integer> hours = Arbitraries.integers().between(0, 23);
    Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 59);
    Arbitrary<LocalTime> times = Combinators.combine(Arbitraries.integers().between(0, 4), minutes).as(LocalTime::of);
    Arbitrary<Set<DayOfWeek>> weekDays = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
    Arbitrary<Set<Integer>> days = Arbitraries.integers().between(1, 28).set().ofMinSize(1).ofMaxSize(9)
        .map(chosen -> chosen.contains(28) ? Set.of(28, Cadence.Monthly.LAST) : chosen);
    Arbitrary<Set<Month>> months = Arbitraries.of(Month.class).set().ofMinSize(1);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers().between(1, 24), hours, minutes).as(Cadence.EveryHours::new),
        Combinators.combine(hours.set().ofMinSize(1).ofMaxSize(5), minutes).as(Cadence.ChosenHours::new),
        times.map(Cadence.Daily::new),
        Combinators.combine(weekDays, times).as(Cadence.Weekly::new),
        Combinators.combine(days, months, times).as(Cadence.Monthly::new),
        Arbitraries.of(7, 15, 20, 30, 60).map(every -> new Cadence.Cron(new HourlyCron(every))));
  }
}
