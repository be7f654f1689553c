package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.CALLER;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.selected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.Cadence.AfterPipelines.Quorum;
import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeSchedulesTest {
  private static final Cadence AT_NOON = new Cadence.Daily(LocalTime.NOON);

  private final ScheduleFixture service = new ScheduleFixture();

  private Optional<ScheduleId> governorOf(String model) {
    return service.read.of(CALLER.account(), service.project).governance().governors().get("model.shop." + model);
  }

  @Test
  void modelsAreNamedAndKeptByUniqueId() {
    ScheduleId id = service.set(aSchedule().on("a", "model.shop.b"));

    assertEquals(new ScheduleTarget.Models(Set.of("model.shop.a", "model.shop.b")), service.row(id).schedule().target());
    InvalidInput refused = assertThrows(InvalidInput.class, () -> service.set(aSchedule().on("a", "nothing")));
    assertEquals("MODEL_UNKNOWN target.models", refused.code() + " " + refused.field());
    assertThrows(InvalidInput.class, () -> service.set(aSchedule().on("not_null_a")), "a test");
  }

  @Test
  void whatIsNotThereIsRefused() {
    InvalidInput collection = assertThrows(InvalidInput.class, () -> service.set(aSchedule().on(new CollectionId(9))));
    assertEquals("target.collectionId", collection.field());
    InvalidInput pipeline = assertThrows(InvalidInput.class,
        () -> service.set(aSchedule().firing(new Cadence.AfterPipelines(Set.of(new PipelineId(9)), Quorum.ALL))));
    assertEquals("cadence.pipelines", pipeline.field());
    InvalidInput conflict = assertThrows(InvalidInput.class, () -> service.set(aSchedule().doing(new ScheduledWork(DbtCommand.BUILD, false,
        "{}", DbtArguments.of(List.of("--select", "x")), Optional.empty(), Optional.empty(), AfterLoss.FAIL))));
    assertEquals(FailureCode.ARGUMENT_CONFLICT, conflict.code());
    assertThrows(NotFound.class, () -> service.remove(new ScheduleId(9)));
  }

  @Test
  void theSameTargetIsReplacedAndKeepsItsId() {
    ScheduleId first = service.set(aSchedule().on("a"));
    ScheduleId other = service.set(aSchedule());
    assertEquals(Optional.of(other), governorOf("a"));

    assertEquals(first, service.set(aSchedule().on("a").firing(AT_NOON)));
    assertEquals(Optional.of(first), governorOf("a"));
    assertEquals(Optional.of(Instant.parse("2026-03-02T12:00:00Z")), service.row(first).nextFireAt());
  }

  @Test
  void whoChangesATimeOverridesNobody() {
    ScheduleId whole = service.set(aSchedule());
    ScheduleId single = service.set(aSchedule().on("a"));
    service.done(new ScheduleWish.Edit(whole, new ExpectedRevision.Any(), _ -> aSchedule().firing(AT_NOON).definition()));

    assertEquals(AT_NOON, service.row(whole).schedule().timing().cadence());
    assertEquals(Optional.of(single), governorOf("a"));
    Rejected refused = assertThrows(Rejected.class, () -> service.done(
        new ScheduleWish.Edit(single, new ExpectedRevision.Any(), _ -> aSchedule().definition())));
    assertEquals(FailureCode.IN_USE, refused.failure().code());
  }

  @Test
  void aChangeOfAnotherRevisionIsRefused() {
    ScheduleId id = service.set(aSchedule());

    Rejected refused = assertThrows(Rejected.class,
        () -> service.done(new ScheduleWish.Remove(id, new ExpectedRevision.OneOf(Set.of(7L)))));
    assertEquals(FailureCode.PRECONDITION_FAILED, refused.failure().code());
  }

  @Test
  void overriddenOnesGoWhenThatIsWanted() {
    ScheduleId single = service.set(aSchedule().on("a"));
    service.done(new ScheduleWish.Set(aSchedule().definition(), true));

    assertTrue(service.schedules.find(CALLER.account(), service.project, single).isEmpty());
  }

  @Test
  void takingAModelOutOfACollectionsScheduleLeavesItOnAPart() {
    CollectionId marts = service.collection("model.shop.a", "model.shop.b");
    ScheduleId id = service.set(aSchedule().on(marts));
    service.done(new ScheduleWish.TakeOut(id, List.of("a")));

    assertEquals(new ScheduleTarget.PartOfCollection(marts, Set.of("model.shop.a")), service.row(id).schedule().target());
    assertEquals(Optional.empty(), governorOf("a"));
  }

  @Test
  void aDryRunChangesNothing() {
    ScheduleId single = service.set(aSchedule().on("a"));
    Preview preview = service.change.preview(CALLER, service.project, new ScheduleWish.Set(aSchedule().definition(), false));

    assertEquals(List.of(true, true, true), preview.models().stream().map(Preview.ModelChange::isChange).toList());
    assertEquals(Optional.of(single), preview.models().getFirst().before());
    assertEquals(5, preview.touched().getFirst().nextFirings().size());
    assertEquals(1, service.schedules.all(CALLER.account(), service.project).size());
  }

  @Test
  void theHistoryTellsWhatWasChanged() {
    ScheduleId id = service.set(aSchedule().on("a"));
    service.done(new ScheduleWish.Pause(id));
    service.remove(id);

    List<String> told = service.history.list(CALLER.account(), service.project, new Page(0, 100)).stream()
        .map(ProjectHistory.Entry::change).filter(change -> change.property().matches("schedules.1.(target|status|cadence)"))
        .map(change -> change.property() + " " + change.before().orElse("-") + " " + change.after().orElse("-")).toList();
    assertEquals(List.of("schedules.1.status PAUSED -", "schedules.1.cadence 0 10 * * * -", "schedules.1.target model.shop.a -",
        "schedules.1.status ACTIVE PAUSED", "schedules.1.status - ACTIVE", "schedules.1.cadence - 0 10 * * *",
        "schedules.1.target - model.shop.a"), told);
  }

  @Test
  void aQueuedRunDropsTheModelsThatItsScheduleLost() {
    ScheduleId first = service.set(aSchedule().on("a"));
    service.set(aSchedule().on("b"));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    assertEquals(List.of(selected("a", "b")), service.selections());

    service.remove(first);
    assertEquals(List.of(selected("b")), service.selections());
  }

  @Test
  void aQueuedRunThatIsLeftEmptyIsCancelledAndOneUnderWayFinishes() {
    ScheduleId id = service.set(aSchedule().firing(new Cadence.EveryHours(1, 0, 0)));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.claimed(new RunId(1));
    service.givenTheTimeIs("2026-03-02T11:00:00Z");
    service.tick();
    service.remove(id);

    assertInstanceOf(RunState.Running.class, service.runs.lock(new RunId(1)).orElseThrow().state());
    assertInstanceOf(RunState.Cancelled.class, service.runs.lock(new RunId(2)).orElseThrow().state());
  }

  @Test
  void aQueuedRunOfAllModelsLeavesOutWhatAnotherScheduleHasTaken() {
    service.set(aSchedule());
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    service.set(aSchedule().on("c").firing(AT_NOON));

    assertEquals(List.of(ScheduleFixture.allExcept("c")), service.selections());
    service.set(aSchedule().on("a", "b").firing(AT_NOON));
    assertInstanceOf(RunState.Cancelled.class, service.runs.lock(new RunId(1)).orElseThrow().state());
  }

  @Test
  void beforeTheFirstRefreshAllModelsAreEverything() {
    service.theLastRefreshFound();
    service.set(aSchedule());
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();

    assertEquals(List.of(new ModelSelection.AllModels()), service.selections());
  }
}
