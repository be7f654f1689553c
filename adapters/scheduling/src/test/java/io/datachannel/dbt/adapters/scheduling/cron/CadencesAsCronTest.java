package io.datachannel.dbt.adapters.scheduling.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Firings;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cadence and its canonical cron text fire at the same instants, in the weeks around the clock changes of a year. */
class CadencesAsCronTest {
  private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-09-27T00:00:00Z");
  private static final Duration SIX_WEEKS = Duration.ofDays(42);
  private static final LocalTime TIME = LocalTime.of(2, 30);

  static Stream<Cadence> cadences() {
    return Stream.of(
        new Cadence.EveryHours(1, 0, 15), new Cadence.EveryHours(2, 0, 30), new Cadence.EveryHours(5, 2, 10),
        new Cadence.EveryHours(12, 14, 30), new Cadence.EveryHours(24, 1, 45), new Cadence.ChosenHours(Set.of(1, 2, 22), 30),
        new Cadence.Daily(TIME), new Cadence.Weekly(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.TUESDAY), TIME),
        new Cadence.Monthly(Set.of(1, 29, 31), EnumSet.allOf(Month.class), TIME),
        new Cadence.Monthly(Set.of(25, 29), EnumSet.of(Month.MARCH, Month.OCTOBER), TIME));
  }

  @ParameterizedTest
  @MethodSource("cadences")
  void fireAtTheSameInstants(Cadence cadence) {
    Cadence cron = new Cadence.Cron(new CronUtilsReader().read(cadence.cronText().orElseThrow()));

    for (String zone : List.of("UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")) {
      for (ClockChange.Overlap overlap : ClockChange.Overlap.values()) {
        ClockChange change = new ClockChange(ClockChange.Gap.NEXT_MOMENT, overlap);
        assertEquals(firings(cadence, zone, change), firings(cron, zone, change), zone + " " + overlap);
      }
    }
  }

  private static List<Instant> firings(Cadence cadence, String zone, ClockChange change) {
    Timing timing = new Timing(cadence, ZoneId.of(zone), change, Optional.empty());
    return Stream.of(SPRING, AUTUMN).flatMap(from -> Firings.between(timing, from, from.plus(SIX_WEEKS), 10_000).stream()).toList();
  }
}
