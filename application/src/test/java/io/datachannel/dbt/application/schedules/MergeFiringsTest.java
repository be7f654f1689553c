package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.CALLER;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.allExcept;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.selected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.collections.ChangeCollection.Definition;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Firings of schedules that were changed while an earlier run of them still waits: each builds what its schedule governs then. */
class MergeFiringsTest {
  private static final Cadence HOURLY = new Cadence.EveryHours(1, 0, 0);
  static final ScheduledWork RUN =
      new ScheduledWork(DbtCommand.RUN, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL);

  private final ScheduleFixture service = new ScheduleFixture();

  private void firedAt(String time) {
    service.givenTheTimeIs("2026-03-02T" + time + "Z");
    service.tick();
  }

  private void change(CollectionId collection, String... models) {
    service.changeCollection.change(CALLER, service.project, collection, new ExpectedRevision.Any(),
        _ -> new Definition("marts", List.of(models)));
  }

  private List<ModelSelection> ofFirings() {
    return service.firings.all().stream().map(FiringRecord::outcome).filter(FiringOutcome.Queued.class::isInstance)
        .map(outcome -> ((FiringOutcome.Queued) outcome).selection()).toList();
  }

  @Test
  void aModelThatJoinsTheCollectionIsBuiltByTheRunThatWaits() {
    CollectionId marts = service.collection("model.shop.a");
    service.set(aSchedule().on(marts).firing(HOURLY));
    firedAt("10:00:00");
    change(marts, "a", "b");
    firedAt("11:00:00");
    firedAt("12:00:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 MERGED 1", "1 03-02 12:00 MERGED 1"), service.told());
    assertEquals(List.of(selected("a", "b")), service.selections());
    assertEquals(List.of(selected("a", "b")), ofFirings());
  }

  @Test
  void whatARemovedScheduleGivesBackIsBuiltToo() {
    service.set(aSchedule().firing(HOURLY));
    ScheduleId taken = service.set(aSchedule().on("a"));
    service.done(new ScheduleWish.Pause(taken));
    firedAt("10:00:00");
    assertEquals(List.of(allExcept("a")), service.selections());
    service.remove(taken);
    firedAt("11:00:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 MERGED 1"), service.told());
    assertEquals(List.of(new ModelSelection.AllModels()), service.selections());
  }

  @Test
  void whatAScheduleThatIsGoneHadOfTheRunDoesNotComeBack() {
    CollectionId marts = service.collection("model.shop.a");
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    service.set(aSchedule().on(marts).firing(HOURLY));
    ScheduleId gone = service.set(aSchedule().on("b").firing(HOURLY));
    service.theLastRefreshFound("a", "b", "c", "d");
    service.set(aSchedule().on("d").firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    firedAt("10:00:00");
    service.remove(gone);
    assertEquals(List.of(selected("a")), service.selections());
    loaded(orders, "10:00:01");
    assertEquals(List.of(selected("a", "d")), service.selections(), "joined within seconds");

    change(marts, "a", "c");
    firedAt("11:00:00");
    assertEquals(List.of(selected("a", "c", "d")), service.selections(), "merged");
  }

  @Test
  void bothOfTwoThatChangedAreTakenIn() {
    CollectionId marts = service.collection("model.shop.a");
    CollectionId cores = service.collections.add(service.project, "cores", List.of("model.shop.b"));
    service.theLastRefreshFound("a", "b", "c", "d");
    service.set(aSchedule().on(marts).firing(HOURLY));
    service.set(aSchedule().on(cores).firing(HOURLY));
    firedAt("10:00:00");
    change(marts, "a", "c");
    service.changeCollection.change(CALLER, service.project, cores, new ExpectedRevision.Any(), _ -> new Definition("cores", List.of("b", "d")));
    firedAt("11:00:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "2 03-02 10:00 QUEUED run 1", "1 03-02 11:00 MERGED 1", "2 03-02 11:00 MERGED 2"),
        service.told());
    assertEquals(List.of(selected("a", "b", "c", "d")), service.selections());
    assertEquals(List.of(selected("a", "c"), selected("b", "d")), ofFirings());
  }

  @Test
  void aFiringIsNotMergedIntoWhatItsRunHasDroppedMeanwhile() {
    CollectionId marts = service.collection("model.shop.b");
    service.set(aSchedule().on("a").firing(HOURLY));
    service.set(aSchedule().on(marts).firing(HOURLY));
    firedAt("10:00:00");
    service.theLastRefreshFound("b", "c");
    change(marts, "b", "c");
    firedAt("11:00:00");
    assertEquals(List.of(selected("b", "c")), service.selections(), "a is gone");

    service.theLastRefreshFound("a", "b", "c");
    firedAt("12:00:00");
    assertEquals(List.of("1 03-02 12:00 MERGED 1", "2 03-02 12:00 MERGED 2"), service.told().subList(4, 6));
    assertEquals(List.of(selected("a", "b", "c")), service.selections());
    assertEquals(List.of(selected("a"), selected("b", "c")), ofFirings());
  }

  @Test
  void modelsThatAScheduleGivesBackAreAgainTheRunsThatFiredForThem() {
    CollectionId marts = service.collection("model.shop.a");
    service.set(aSchedule().on("a").firing(HOURLY));
    service.set(aSchedule().on("b").firing(HOURLY));
    firedAt("10:00:00");
    ScheduleId taken = service.set(aSchedule().on(marts));
    assertEquals(List.of(selected("b")), service.selections());
    service.remove(taken);
    assertEquals(List.of(selected("a", "b")), service.selections());

    firedAt("11:00:00");
    assertEquals(List.of("1 03-02 11:00 MERGED 1", "2 03-02 11:00 MERGED 2"), service.told().subList(2, 4));
    assertEquals(List.of(selected("a", "b")), service.selections());
  }

  @Test
  void aSharedRunThatIsClaimedAtThisMomentIsNotMergedInto() {
    service.set(aSchedule().on("a").firing(HOURLY));
    service.set(aSchedule().on("b").firing(HOURLY));
    firedAt("10:00:00");
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.copy((_, _) -> 0).tick();

    assertEquals(List.of("1 03-02 11:00 QUEUED run 2", "2 03-02 11:00 QUEUED run 2"), service.told().subList(2, 4));
  }

  @Test
  void aRunThatWaitsKeepsWhatTheProjectSaidWhenItWasQueued() {
    service.set(aSchedule().on("a").firing(HOURLY));
    firedAt("10:00:00");
    service.projects.update(service.projects.find(CALLER.account(), service.project).orElseThrow()
        .changed(ProjectBuilder.aProject().withArguments("--fail-fast").definition()));
    firedAt("11:00:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 MERGED 1"), service.told());
    service.claimed(new RunId(1));
    firedAt("12:00:00");
    assertEquals(List.of(DbtArguments.NONE, new DbtArguments(List.of("--fail-fast"))),
        service.runs.of(service.project).stream().map(run -> run.order().arguments()).toList());
  }

  @Test
  void otherWorkIsARunOfItsOwnIntoWhichLaterFiringsGo() {
    ScheduleId id = service.set(aSchedule().on("a").firing(HOURLY));
    firedAt("10:00:00");
    assertEquals(id, service.set(aSchedule().on("a").firing(HOURLY).doing(RUN)), "set again on its target");
    firedAt("11:00:00");
    firedAt("12:00:00");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 QUEUED run 2", "1 03-02 12:00 MERGED 2"), service.told());
    assertEquals(List.of(DbtCommand.BUILD, DbtCommand.RUN),
        service.runs.of(service.project).stream().map(run -> run.order().command()).toList());
  }

  @Test
  void aRunThatIsClaimedAtThisMomentStaysAsItIs() {
    CollectionId marts = service.collection("model.shop.a");
    service.set(aSchedule().on(marts).firing(HOURLY));
    firedAt("10:00:00");
    change(marts, "a", "b");
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.copy((_, _) -> 0).tick();

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 11:00 QUEUED run 2"), service.told());
    assertEquals(List.of(selected("a"), selected("a", "b")), service.selections());
    assertEquals(List.of(selected("a"), selected("a", "b")), ofFirings());
  }

  @Test
  void withinSecondsARunIsStillMadeForOneFiringOfAScheduleAlone() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    CollectionId marts = service.collection("model.shop.a");
    service.set(aSchedule().on(marts).firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    loaded(orders, "10:00:00");
    change(marts, "a", "b");
    loaded(orders, "10:00:02");

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 10:00 MERGED 1"), service.told());
    assertEquals(List.of(selected("a", "b")), service.selections());

    service.claimed(new RunId(1));
    loaded(orders, "10:00:03");
    assertEquals(List.of(selected("a", "b"), selected("a", "b")), service.selections());
  }

  @Test
  void whatCouldNotBeMergedIsNotJoinedToTheRunOfItsScheduleEither() {
    PipelineId orders = service.loads.addPipeline(CALLER.account());
    CollectionId marts = service.collection("model.shop.a");
    service.set(aSchedule().on(marts).firing(new Cadence.AfterPipelines(Set.of(orders), Quorum.ALL)));
    loaded(orders, "10:00:00");
    change(marts, "a", "b");
    service.givenTheTimeIs("2026-03-02T10:00:02Z");
    service.reportLoad.report(CALLER, orders, Optional.empty());
    AtomicInteger asked = new AtomicInteger();
    service.copy((run, selection) -> asked.getAndIncrement() == 0 ? 0 : service.runs.waiting().select(run, selection)).tick();

    assertEquals(List.of("1 03-02 10:00 QUEUED run 1", "1 03-02 10:00 QUEUED run 2"), service.told());
    assertEquals(List.of(selected("a"), selected("a", "b")), service.selections());
  }

  private void loaded(PipelineId pipeline, String time) {
    service.givenTheTimeIs("2026-03-02T" + time + "Z");
    service.reportLoad.report(CALLER, pipeline, Optional.of(Instant.parse("2026-03-02T08:00:00Z")));
    service.tick();
  }
}
