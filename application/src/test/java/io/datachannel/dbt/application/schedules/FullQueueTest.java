package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many runs of the account wait as may, and schedules are due. */
class FullQueueTest {
  private static final Cadence HOURLY = new Cadence.EveryHours(1, 0, 0);

  private final ScheduleFixture service = new ScheduleFixture();

  @BeforeEach
  void fill() {
    for (int run = 0; run < ScheduleFixture.QUOTA; run++) {
      service.runs.add(RunBuilder.aRun().in(CALLER.account()).of(service.project).fresh());
    }
  }

  private void lookedAtUntil(String time) {
    Instant until = Instant.parse("2026-03-02T" + time + "Z");
    while (!service.clock.instant().isAfter(until)) {
      service.tick();
      service.clock.advance(Duration.ofSeconds(10));
    }
    service.givenTheTimeIs(until.toString());
  }

  @Test
  void aScheduleAsksAgainUntilThereIsRoom() {
    ScheduleId daily = service.set(aSchedule());
    Instant before = service.row(daily).handledUntil();
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    assertEquals(0, service.tick());
    assertEquals(List.of(), service.told());
    assertEquals(Optional.of(Instant.parse("2026-03-02T10:00:30Z")), service.row(daily).nextFireAt());
    assertEquals(before, service.row(daily).handledUntil());

    service.claimed(new RunId(1));
    assertEquals(0, service.tick(), "not before its time");
    service.givenTheTimeIs("2026-03-02T10:00:30Z");
    assertEquals(1, service.tick());

    assertEquals(List.of("1 03-02 10:00 QUEUED run 4"), service.told());
    assertEquals(Optional.of(Instant.parse("2026-03-03T10:00:00Z")), service.row(daily).nextFireAt());
  }

  @Test
  void laterItIsMadeGoodWithinItsGrace() {
    service.set(aSchedule().firing(HOURLY));
    lookedAtUntil("10:20:00");
    assertEquals(List.of(), service.told());
    service.claimed(new RunId(1));
    lookedAtUntil("10:21:00");

    assertEquals(List.of("1 03-02 10:00 CAUGHT_UP run 4"), service.told());
  }

  @Test
  void afterItsGraceItIsSkippedAndTheNextOneAsks() {
    service.set(aSchedule().firing(HOURLY));
    lookedAtUntil("11:00:10");
    assertEquals(List.of("1 03-02 10:00 SKIPPED"), service.told());
    service.claimed(new RunId(1));
    lookedAtUntil("11:01:00");

    assertEquals(List.of("1 03-02 10:00 SKIPPED", "1 03-02 11:00 QUEUED run 4"), service.told());
  }

  @Test
  void thoseBeforeTheOneThatAsksAreToldWithIt() {
    service.set(aSchedule().firing(HOURLY));
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.tick();
    assertEquals(List.of(), service.told(), "a newer one may still run in their place");
    service.claimed(new RunId(1));
    service.givenTheTimeIs("2026-03-02T11:00:30Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 SKIPPED", "1 03-02 11:00 QUEUED run 4"), service.told());
  }

  @Test
  void ofTwoSchedulesTheOneThatFindsRoomFires() {
    service.claimed(new RunId(1));
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b").doing(MergeFiringsTest.RUN));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    assertEquals(List.of("1 03-02 10:00 QUEUED run 4"), service.told());

    service.claimed(new RunId(2));
    service.givenTheTimeIs("2026-03-02T10:00:30Z");
    service.tick();
    assertEquals(List.of("1 03-02 10:00 QUEUED run 4", "2 03-02 10:00 QUEUED run 5"), service.told());
  }

  @Test
  void aLoadOfAPipelineIsNotForgotten() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    ScheduleId after = service.set(aSchedule().firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.reportLoad.report(CALLER, orders, Optional.empty());
    lookedAtUntil("18:00:00");
    assertEquals(List.of(), service.told());
    service.claimed(new RunId(1));
    lookedAtUntil("18:01:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 4"), service.told());
    assertEquals(Optional.empty(), service.row(after).nextFireAt());
  }

  @Test
  void oneThatIsPausedMeanwhileAsksNoMore() {
    ScheduleId daily = service.set(aSchedule());
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.done(new ScheduleWish.Pause(daily));
    service.claimed(new RunId(1));
    lookedAtUntil("10:05:00");

    assertEquals(List.of(), service.told());
    assertEquals(Optional.empty(), service.row(daily).nextFireAt());
  }
}
