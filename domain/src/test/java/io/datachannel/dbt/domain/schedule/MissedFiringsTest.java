package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.schedule.Cadence.Cron;
import io.datachannel.dbt.domain.schedule.Cadence.Daily;
import io.datachannel.dbt.domain.schedule.Cadence.EveryHours;
import io.datachannel.dbt.domain.schedule.MissedFirings.Firing;
import io.datachannel.dbt.domain.schedule.MissedFirings.Kind;
import io.datachannel.dbt.domain.schedule.MissedFirings.Reason;
import io.datachannel.dbt.domain.schedule.MissedFirings.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MissedFiringsTest {
  private static final Timing HOURLY = Timing.of(new EveryHours(1, 0, 0));
  private static final Timing DAILY = Timing.of(new Daily(LocalTime.of(2, 0)));
  private static final Instant HANDLED = Instant.parse("2026-03-01T02:00:00Z");

  @Test
  void nothingIsDueBeforeItsTime() {
    assertEquals(nothing(), MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T02:59:59.999Z")));
  }

  @Test
  void whatIsLookedAtInTimeIsDue() {
    assertEquals(running("2026-03-01T03:00:00Z", Kind.DUE), MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T03:00:00Z")));
    assertEquals(running("2026-03-01T03:00:00Z", Kind.DUE), MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T03:01:00Z")));
  }

  @Test
  void aMissedFiringWithinItsGraceIsCaughtUp() {
    assertEquals(running("2026-03-01T03:00:00Z", Kind.CATCH_UP),
        MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T03:30:00Z")));
  }

  @Test
  void oneThatIsOlderIsSkippedAndSaysWhy() {
    assertEquals(skipping(new Skipped(Instant.parse("2026-03-01T03:00:00Z"), Reason.TOO_LATE)),
        MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T03:30:01Z")));
  }

  @Test
  void ofThreeMissedOnesOnlyTheNewestRuns() {
    MissedFirings decided = MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T05:10:00Z"));

    assertEquals(Optional.of(new Firing(Instant.parse("2026-03-01T05:00:00Z"), Kind.CATCH_UP)), decided.run());
    assertEquals(List.of(new Skipped(Instant.parse("2026-03-01T03:00:00Z"), Reason.OVERTAKEN),
        new Skipped(Instant.parse("2026-03-01T04:00:00Z"), Reason.OVERTAKEN)), decided.skipped());
  }

  @Test
  void aDailyOneIsCaughtUpForSixHoursAtMost() {
    assertEquals(Duration.ofHours(6), Grace.of(DAILY, HANDLED));
    assertEquals(running("2026-03-02T02:00:00Z", Kind.CATCH_UP),
        MissedFirings.decide(DAILY, HANDLED, Instant.parse("2026-03-02T08:00:00Z")));
    assertEquals(skipping(new Skipped(Instant.parse("2026-03-02T02:00:00Z"), Reason.TOO_LATE)),
        MissedFirings.decide(DAILY, HANDLED, Instant.parse("2026-03-02T08:00:01Z")));
  }

  @Test
  void aScheduleMayHaveAGraceOfItsOwn() {
    Timing patient = graceful(Duration.ofHours(12));
    Timing strict = graceful(Duration.ZERO);

    assertTrue(MissedFirings.decide(patient, HANDLED, Instant.parse("2026-03-02T14:00:00Z")).run().isPresent());
    assertFalse(MissedFirings.decide(strict, HANDLED, Instant.parse("2026-03-02T02:01:01Z")).run().isPresent());
    assertEquals("graceSeconds", assertThrows(InvalidInput.class, () -> graceful(Duration.ofSeconds(-1))).field());
    assertEquals("graceSeconds", assertThrows(InvalidInput.class, () -> graceful(Duration.ofDays(8))).field());
  }

  @Test
  @Tag("fault-42")
  void aMonthOfMissedMinutesIsOneRunAndABoundedList() {
    Timing minutely = Timing.of(new Cron(new HourlyCron(1)));

    MissedFirings decided = MissedFirings.decide(minutely, HANDLED, Instant.parse("2026-03-31T02:00:00Z"));

    assertEquals(Optional.of(new Firing(Instant.parse("2026-03-31T02:00:00Z"), Kind.DUE)), decided.run());
    assertEquals(MissedFirings.MOST_LISTED, decided.skipped().size());
    assertEquals(new Skipped(Instant.parse("2026-03-01T02:01:00Z"), Reason.OVERTAKEN), decided.skipped().getFirst());
    assertTrue(decided.more());
  }

  @Test
  @Tag("fault-41")
  void aClockThatWasSetBackFiresNothingAgain() {
    assertEquals(nothing(), MissedFirings.decide(HOURLY, HANDLED, Instant.parse("2026-03-01T01:00:30Z")));
    assertEquals(nothing(), MissedFirings.decide(HOURLY, HANDLED, HANDLED));
  }

  private static Timing graceful(Duration grace) {
    return new Timing(DAILY.cadence(), ZoneOffset.UTC, ClockChange.STANDARD, Optional.of(grace));
  }

  private static MissedFirings nothing() {
    return new MissedFirings(Optional.empty(), List.of(), false);
  }

  private static MissedFirings running(String planned, Kind kind) {
    return new MissedFirings(Optional.of(new Firing(Instant.parse(planned), kind)), List.of(), false);
  }

  private static MissedFirings skipping(Skipped skipped) {
    return new MissedFirings(Optional.empty(), List.of(skipped), false);
  }
}
