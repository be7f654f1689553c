package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines;
import io.datachannel.dbt.domain.schedule.Cadence.Cron;
import io.datachannel.dbt.domain.schedule.Cadence.Daily;
import io.datachannel.dbt.domain.schedule.Cadence.EveryHours;
import io.datachannel.dbt.domain.schedule.Cadence.Monthly;
import io.datachannel.dbt.domain.schedule.Cadence.Weekly;
import io.datachannel.dbt.domain.schedule.ClockChange.Gap;
import io.datachannel.dbt.domain.schedule.ClockChange.Overlap;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each clock change does, on its literal date; instants are UTC. */
@Tag("fault-40")
class FiringsTest {

  @ParameterizedTest
  @CsvSource({
      // The hour from 02:00 to 03:00 does not exist: 02:30 becomes 03:00 of summer time.
      "America/New_York,    02:30, 2026-03-08T00:00:00Z, 2026-03-08T07:00:00Z, 2026-03-09T06:30:00Z",
      "Europe/Berlin,       02:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
      "Europe/London,       01:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
      // Half an hour from 02:00 to 02:30.
      "Australia/Lord_Howe, 02:15, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z, 2026-10-04T15:15:00Z",
      // A quarter of an hour, once, in 1986.
      "Asia/Kathmandu,      00:10, 1985-12-31T00:00:00Z, 1985-12-31T18:30:00Z, 1986-01-01T18:25:00Z",
      // The whole 30th of December.
      "Pacific/Apia,        12:00, 2011-12-29T22:00:00Z, 2011-12-30T10:00:00Z, 2011-12-30T22:00:00Z"})
  void aTimeThatDoesNotExistFiresAtTheNextMoment(ZoneId zone, LocalTime time, Instant after, Instant first, Instant second) {
    assertEquals(List.of(first, second), Firings.next(daily(time, zone, ClockChange.STANDARD), after, 2));
  }

  @ParameterizedTest
  @CsvSource({
      "America/New_York,    02:30, 2026-03-08T00:00:00Z, 2026-03-09T06:30:00Z",
      "Europe/Berlin,       02:30, 2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z",
      "Europe/London,       01:30, 2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z",
      "Australia/Lord_Howe, 02:15, 2026-10-03T00:00:00Z, 2026-10-04T15:15:00Z",
      "Asia/Kathmandu,      00:10, 1985-12-31T00:00:00Z, 1986-01-01T18:25:00Z",
      "Pacific/Apia,        12:00, 2011-12-29T22:00:00Z, 2011-12-30T22:00:00Z"})
  void orIsLeftOutThatDay(ZoneId zone, LocalTime time, Instant after, Instant first) {
    assertEquals(Optional.of(first), Firings.next(daily(time, zone, new ClockChange(Gap.SKIP, Overlap.FIRST)), after));
  }

  @ParameterizedTest
  @CsvSource({
      "America/New_York,    01:30, 2026-11-01T00:00:00Z, 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, 2026-11-02T06:30:00Z",
      "Europe/Berlin,       02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
      "Europe/London,       01:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
      "Australia/Lord_Howe, 01:45, 2026-04-04T00:00:00Z, 2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z, 2026-04-05T15:15:00Z",
      // The 4th of July 1892 came twice, when the islands went over to the American side of the date line.
      "Pacific/Apia,        12:00, 1892-07-03T12:00:00Z, 1892-07-03T23:26:56Z, 1892-07-04T23:26:56Z, 1892-07-05T23:26:56Z"})
  void aTimeThatExistsTwiceFiresOnceOrAsWished(
      ZoneId zone, LocalTime time, Instant after, Instant first, Instant last, Instant nextDay) {
    assertEquals(List.of(first, nextDay), Firings.next(daily(time, zone, ClockChange.STANDARD), after, 2));
    assertEquals(List.of(last, nextDay), Firings.next(daily(time, zone, new ClockChange(Gap.SKIP, Overlap.LAST)), after, 2));
    assertEquals(List.of(first, last, nextDay), Firings.next(daily(time, zone, new ClockChange(Gap.SKIP, Overlap.BOTH)), after, 3));
  }

  @Test
  void theHourAfterTheChangeIsNoPartOfIt() {
    assertEquals(instants("2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"),
        Firings.next(daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin"), ClockChange.STANDARD), at("2026-03-28T12:00:00Z"), 2));
    assertEquals(instants("2026-10-25T02:00:00Z"),
        Firings.next(daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin"), ClockChange.STANDARD), at("2026-10-24T12:00:00Z"), 1));
  }

  @ParameterizedTest
  @CsvSource({
      "America/New_York, 2026-03-08T05:45:00Z, 2026-03-08T08:45:00Z", "America/New_York, 2026-11-01T03:45:00Z, 2026-11-01T06:45:00Z",
      "Europe/Berlin,    2026-03-28T23:45:00Z, 2026-03-29T02:45:00Z", "Europe/Berlin,    2026-10-24T23:45:00Z, 2026-10-25T02:45:00Z",
      "Europe/London,    2026-03-28T23:45:00Z, 2026-03-29T02:45:00Z", "Europe/London,    2026-10-24T23:45:00Z, 2026-10-25T02:45:00Z"})
  void whatFiresEachHourFollowsElapsedTime(ZoneId zone, Instant from, Instant to) {
    Timing hourly = in(zone, new EveryHours(1, 0, 30));
    Timing halfHourly = in(zone, new Cron(new HourlyCron(30)));

    Instant first = from.plusSeconds(45 * 60);
    assertEquals(List.of(first, first.plusSeconds(3600), first.plusSeconds(7200)), Firings.between(hourly, from, to, 100));
    assertEquals(Stream.iterate(from.plusSeconds(15 * 60), at -> at.plusSeconds(1800)).limit(6).toList(),
        Firings.between(halfHourly, from, to, 100));
  }

  @Test
  void everySixHoursLosesNothingToAGapAndFiresInBothOfTwoEqualHours() {
    Timing sixHourly = in(ZoneId.of("Europe/Berlin"), new EveryHours(6, 2, 30));

    assertEquals(instants("2026-03-28T19:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T06:30:00Z"),
        Firings.next(sixHourly, at("2026-03-28T19:00:00Z"), 3));
    assertEquals(instants("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T07:30:00Z"),
        Firings.next(sixHourly, at("2026-10-25T00:00:00Z"), 3));
  }

  @Test
  void aDayThatAMonthLacksIsLeftOutAndTheLastDayIsInEach() {
    Timing monthly = Timing.of(new Monthly(Set.of(30), EnumSet.allOf(Month.class), LocalTime.NOON));
    Timing last = Timing.of(new Monthly(Set.of(Monthly.LAST), EnumSet.allOf(Month.class), LocalTime.NOON));

    assertEquals(instants("2026-01-30T12:00:00Z", "2026-03-30T12:00:00Z"), Firings.next(monthly, at("2026-01-02T00:00:00Z"), 2));
    assertEquals(instants("2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z"), Firings.next(last, at("2026-01-02T00:00:00Z"), 2));
  }

  @Test
  void theTwentyNinthOfFebruaryComesAfterEightYearsToo() {
    Timing leap = Timing.of(new Monthly(Set.of(29), EnumSet.of(Month.FEBRUARY), LocalTime.NOON));

    assertEquals(instants("2096-02-29T12:00:00Z", "2104-02-29T12:00:00Z"), Firings.next(leap, at("2096-01-01T00:00:00Z"), 2));
  }

  @Test
  void aWeekHasItsChosenDays() {
    Timing weekly = Timing.of(new Weekly(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), LocalTime.of(6, 0)));

    assertEquals(instants("2026-03-01T06:00:00Z", "2026-03-02T06:00:00Z", "2026-03-08T06:00:00Z"),
        Firings.next(weekly, at("2026-02-28T00:00:00Z"), 3));
  }

  @Test
  void theBeginningOfARangeIsOutAndItsEndIsIn() {
    Timing noon = Timing.of(new Daily(LocalTime.NOON));

    assertEquals(instants("2026-03-02T12:00:00Z"),
        Firings.between(noon, at("2026-03-01T12:00:00Z"), at("2026-03-02T12:00:00Z"), 10));
    assertEquals(List.of(), Firings.between(noon, at("2026-03-02T12:00:00Z"), at("2026-03-01T12:00:00Z"), 10));
  }

  @Test
  void aLimitKeepsTheEarliest() {
    Timing minutely = Timing.of(new Cron(new HourlyCron(1)));

    assertEquals(instants("2026-03-01T12:01:00Z", "2026-03-01T12:02:00Z"),
        Firings.between(minutely, at("2026-03-01T12:00:30Z"), at("2036-03-01T12:00:00Z"), 2));
    assertThrows(IllegalArgumentException.class, () -> Firings.next(minutely, at("2026-03-01T12:00:30Z"), 0));
  }

  @Test
  void afterPipelinesThereAreNoTimes() {
    Timing after = Timing.of(new AfterPipelines(Set.of(new PipelineId(1)), AfterPipelines.Quorum.ANY));

    assertEquals(Optional.empty(), Firings.next(after, at("2026-03-01T12:00:00Z")));
  }

  private static Timing daily(LocalTime time, ZoneId zone, ClockChange clockChange) {
    return new Timing(new Daily(time), zone, clockChange, Optional.empty());
  }

  private static Timing in(ZoneId zone, Cadence cadence) {
    return new Timing(cadence, zone, ClockChange.STANDARD, Optional.empty());
  }

  private static List<Instant> instants(String... texts) {
    return Stream.of(texts).map(Instant::parse).toList();
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
