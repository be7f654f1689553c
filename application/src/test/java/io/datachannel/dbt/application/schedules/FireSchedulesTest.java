package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.CALLER;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.allExcept;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.selected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FireSchedulesTest {
  private static final Cadence HOURLY = new Cadence.EveryHours(1, 0, 0);
  private static final RunId FIRST = new RunId(1);

  private final ScheduleFixture service = new ScheduleFixture();

  @Test
  void aScheduleFiresOnceWhenItIsTime() {
    ScheduleId daily = service.set(aSchedule());

    assertEquals(0, service.tick(), "an hour too early");
    service.givenTheTimeIs("2026-03-02T10:00:00.2Z");
    assertEquals(1, service.tick());
    assertEquals(0, service.tick(), "again");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1"), service.told());
    assertEquals(List.of(new ModelSelection.AllModels()), service.selections());
    assertEquals(RunType.SCHEDULED, service.runs.of(service.project).getFirst().order().type());
    assertEquals(Optional.of(Instant.parse("2026-03-03T10:00:00Z")), service.row(daily).nextFireAt());
  }

  @Test
  void aProjectThatAnotherCopyIsAtIsLeftToIt() {
    service.set(aSchedule());
    service.givenTheTimeIs("2026-03-02T10:00:01Z");
    service.due.hold(service.project);
    assertEquals(0, service.tick());

    service.due.release(service.project);
    assertEquals(1, service.tick());
  }

  @Test
  void schedulesThatFallDueTogetherAreOneRunAndOthersStayAlone() {
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b"));
    service.set(aSchedule().on("c").doing(new ScheduledWork(
        DbtCommand.RUN, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "2 03-02 10:00 QUEUED run 1", "3 03-02 10:00 QUEUED run 2"), service.told());
    assertEquals(List.of(selected("a", "b"), selected("c")), service.selections());
  }

  @Test
  void theSameStepsTogetherAreOneRunAndOtherStepsAreAnother() {
    List<DbtStep> steps = List.of(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.RUN));
    service.set(aSchedule().on("a").doing(doing(steps)));
    service.set(aSchedule().on("b").doing(doing(steps)));
    service.set(aSchedule().on("c").doing(doing(steps.reversed())));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();

    assertEquals(List.of(selected("a", "b"), selected("c")), service.selections());
  }

  private static ScheduledWork doing(List<DbtStep> steps) {
    return new ScheduledWork(steps, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL);
  }

  @Test
  void aTickAsksWhenTheNextScheduleIsDue() {
    Duration beat = Duration.ofMillis(300);
    assertEquals(beat, service.copy().untilNext(beat));
    service.set(aSchedule());
    service.givenTheTimeIs("2026-03-02T09:59:59.9Z");
    assertEquals(Duration.ofMillis(100), service.copy().untilNext(beat));
    service.givenTheTimeIs("2026-03-02T10:00:01Z");
    assertEquals(Duration.ofMillis(20), service.copy().untilNext(beat), "what others hold is not asked for without a pause");
  }

  @Test
  void aRunThatWasQueuedAMomentAgoTakesInWhatFallsDueWithinSeconds() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b").firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    loaded(orders, "2026-03-02T10:00:04Z");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "2 03-02 10:00 QUEUED run 1"), service.told());
    assertEquals(List.of(selected("a", "b")), service.selections());
    assertEquals(List.of(selected("a"), selected("b")), service.firings.all().stream()
        .map(firing -> ((FiringOutcome.Queued) firing.outcome()).selection()).toList(), "each keeps its own models");
  }

  @Test
  void afterTheseSecondsAndForOtherWorkItStaysAsItIs() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    Cadence afterOrders = new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL);
    service.set(aSchedule().on("a"));
    ScheduleId late = service.set(aSchedule().on("b").firing(afterOrders));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    loaded(orders, "2026-03-02T10:00:05Z");
    assertEquals(List.of(selected("a"), selected("b")), service.selections());
    service.remove(late);
    service.claimed(FIRST);

    service.set(aSchedule().on("b").firing(afterOrders).doing(new ScheduledWork(
        DbtCommand.RUN, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL)));
    service.givenTheTimeIs("2026-03-03T10:00:00Z");
    service.tick();
    loaded(orders, "2026-03-03T10:00:01Z");
    assertEquals(List.of(selected("a"), selected("b")), service.selections().subList(2, 4), "another command");
  }

  @Test
  void aRunThatIsClaimedTakesInNothing() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b").firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.claimed(FIRST);
    loaded(orders, "2026-03-02T10:00:01Z");

    assertEquals(List.of(selected("a"), selected("b")), service.selections());
  }

  @Test
  void theProjectsScheduleLeavesOutWhatOthersTakeAndTogetherTheyAreEverything() {
    service.set(aSchedule());
    ScheduleId taken = service.set(aSchedule().on("a").firing(HOURLY));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    assertEquals(List.of(new ModelSelection.AllModels()), service.selections());
    service.done(new ScheduleWish.Pause(taken));
    service.claimed(FIRST);

    service.givenTheTimeIs("2026-03-03T10:00:00Z");
    service.tick();
    assertEquals(allExcept("a"), service.selections().getLast(), "a paused schedule keeps its models");
  }

  @Test
  void aFiringWhileTheRunOfItsScheduleStillWaitsIsMerged() {
    service.set(aSchedule().firing(HOURLY));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.tick();
    service.claimed(FIRST);
    service.givenTheTimeIs("2026-03-02T12:00:00Z");
    service.tick();
    service.givenTheTimeIs("2026-03-02T13:00:00Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 MERGED 1", "1 03-02 12:00 QUEUED run 2", "1 03-02 13:00 MERGED 3"),
        service.told());
  }

  @Test
  @Tag("fault-42")
  void ofMissedFiringsTheNewestIsMadeGoodWithinItsGrace() {
    service.set(aSchedule().firing(HOURLY));
    service.givenTheTimeIs("2026-03-02T12:20:00Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 SKIPPED", "1 03-02 11:00 SKIPPED", "1 03-02 12:00 CAUGHT_UP run 1"), service.told());
  }

  @Test
  void afterItsGraceItIsSkipped() {
    ScheduleId daily = service.set(aSchedule());
    service.givenTheTimeIs("2026-04-01T09:00:00Z");
    service.tick();

    assertEquals(30, service.told().size());
    assertEquals(List.of(), service.selections());
    assertEquals(Optional.of(Instant.parse("2026-04-01T10:00:00Z")), service.row(daily).nextFireAt());
  }

  @Test
  @Tag("fault-42")
  void ofALongOutageTheFirstHundredAreListed() {
    service.set(aSchedule().firing(HOURLY));
    service.givenTheTimeIs("2026-04-01T09:40:00Z");
    service.tick();

    assertEquals(100, service.told().size());
    assertTrue(((FiringOutcome.Skipped) service.firings.all().getLast().outcome()).reason().endsWith("More that followed it are not listed."));
  }

  @Test
  @Tag("fault-41")
  void aClockThatIsSetBackFiresNothingTwice() {
    service.set(aSchedule().firing(HOURLY));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.givenTheTimeIs("2026-03-02T09:00:00Z");
    service.tick();
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1"), service.told());
  }

  @Test
  @Tag("fault-40")
  void whatWasPlannedByOtherRulesOfZonesIsPlannedAnew() {
    ScheduleId daily = service.set(aSchedule());
    ScheduleRecord row = service.row(daily);
    service.schedules.plan(CALLER.account(),
        new ScheduleRecord(row.schedule(), Optional.of(Instant.parse("2026-03-02T11:00:00Z")), row.handledUntil()));
    ReplanSchedules replan = new ReplanSchedules(service.due, service.schedules, service.work);

    assertEquals(1, replan.replan());
    assertEquals(row, service.row(daily));
    assertEquals(0, replan.replan());
  }

  @Test
  void nothingRunsWhenNothingIsGovernedAndTheReasonIsKept() {
    service.set(aSchedule().on("a"));
    service.set(aSchedule().firing(new Cadence.EveryHours(6, 0, 0)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();

    assertEquals(List.of("1 03-02 10:00 NOTHING_GOVERNED"), service.told());
    assertEquals(List.of(), service.selections());
  }

  @Test
  void aPausedProjectFiresNothingAndMakesNothingGoodWhenItIsResumed() {
    service.set(aSchedule().firing(HOURLY));
    service.changeProject.pause(CALLER, service.project);
    service.givenTheTimeIs("2026-03-02T11:30:00Z");
    assertEquals(0, service.tick());

    service.changeProject.resume(CALLER, service.project);
    service.tick();
    assertEquals(List.of(), service.told());
    service.givenTheTimeIs("2026-03-02T12:00:00Z");
    service.tick();
    assertEquals(List.of("1 03-02 12:00 QUEUED run 1"), service.told());
  }

  @Test
  void afterAllItsPipelinesAScheduleFiresOnce() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    PipelineId refunds = service.loads.addPipeline(CALLER.account());
    service.set(aSchedule().firing(new Cadence.AfterPipelines(Set.of(orders, refunds), Quorum.ALL)));

    loaded(orders, "2026-03-02T09:10:00Z");
    loaded(orders, "2026-03-02T09:20:00Z");
    assertEquals(List.of(), service.told(), "the other has not loaded yet");
    loaded(refunds, "2026-03-02T09:30:00Z");
    loaded(refunds, "2026-03-02T09:40:00Z");
    assertEquals(List.of("1 03-02 09:30 QUEUED run 1"), service.told(), "the first has not loaded again");
    service.claimed(FIRST);
    loaded(orders, "2026-03-02T09:50:00Z");
    assertEquals(List.of("1 03-02 09:30 QUEUED run 1", "1 03-02 09:50 QUEUED run 2"), service.told());
  }

  @Test
  void afterAnyOfItsPipelinesItFiresEachTime() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    PipelineId refunds = service.loads.addPipeline(CALLER.account());
    ScheduleId id = service.set(aSchedule().firing(new Cadence.AfterPipelines(Set.of(orders, refunds), Quorum.ANY)));

    loaded(orders, "2026-03-02T09:10:00Z");
    service.claimed(FIRST);
    loaded(refunds, "2026-03-02T09:20:00Z");
    service.done(new ScheduleWish.Pause(id));
    loaded(orders, "2026-03-02T09:30:00Z");

    assertEquals(List.of("1 03-02 09:10 QUEUED run 1", "1 03-02 09:20 QUEUED run 2"), service.told());
  }

  private void loaded(PipelineId pipeline, String instant) {
    service.givenTheTimeIs(instant);
    service.reportLoad.report(CALLER, pipeline, Optional.of(Instant.parse("2026-03-02T08:00:00Z")));
    service.tick();
  }
}
