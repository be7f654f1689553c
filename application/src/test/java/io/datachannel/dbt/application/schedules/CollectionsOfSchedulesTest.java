package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.CALLER;
import static io.datachannel.dbt.application.schedules.ScheduleFixture.selected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.collections.ChangeCollection.Definition;
import io.datachannel.dbt.application.collections.DeleteCollection.Wish;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a change of a collection does to the schedules that are set on it, and to their runs that still wait. */
class CollectionsOfSchedulesTest {
  private final ScheduleFixture service = new ScheduleFixture();
  private final CollectionId marts = service.collection("model.shop.a", "model.shop.b");

  private void change(String name, String... models) {
    service.changeCollection.change(CALLER, service.project, marts, new ExpectedRevision.Any(), _ -> new Definition(name, List.of(models)));
  }

  private Wish deletion(boolean withSchedules) {
    return new Wish(marts, new ExpectedRevision.Any(), withSchedules);
  }

  private ScheduleId fired() {
    ScheduleId id = service.set(aSchedule().on(marts));
    service.givenTheTimeIs("2026-03-02T10:00:00Z");
    service.tick();
    assertEquals(List.of(selected("a", "b")), service.selections());
    return id;
  }

  private RunState state() {
    return service.runs.lock(new RunId(1)).orElseThrow().state();
  }

  @Test
  void aQueuedRunDropsAModelThatLeavesTheCollection() {
    fired();
    change("marts", "b", "c");

    assertEquals(List.of(selected("b")), service.selections());
    assertEquals(List.of(selected("b")),
        service.firings.all().stream().map(firing -> ((FiringOutcome.Queued) firing.outcome()).selection()).toList());
  }

  @Test
  void oneThatIsLeftEmptyIsCancelled() {
    fired();
    change("marts", "c");

    assertInstanceOf(RunState.Cancelled.class, state());
  }

  @Test
  void oneThatIsUnderWayFinishesAsItWasAskedFor() {
    fired();
    service.claimed(new RunId(1));
    change("marts", "c");

    assertInstanceOf(RunState.Running.class, state());
    assertEquals(List.of(selected("a", "b")), service.selections());
  }

  @Test
  void aNewNameChangesNoRun() {
    fired();
    change("core", "model.shop.a", "model.shop.b");

    assertEquals(List.of(selected("a", "b")), service.selections());
  }

  @Test
  void oneThatAScheduleIsSetOnStaysUnlessTheseAreToGoWithIt() {
    ScheduleId id = fired();
    Rejected refused = assertThrows(Rejected.class, () -> service.deleteCollection.delete(CALLER, service.project, deletion(false)));
    assertEquals(FailureCode.IN_USE, refused.failure().code());
    assertThrows(Rejected.class, () -> service.deleteCollection.preview(CALLER, service.project, deletion(false)));

    service.deleteCollection.delete(CALLER, service.project, deletion(true));

    assertEquals(Optional.empty(), service.schedules.find(CALLER.account(), service.project, id));
    assertEquals(Optional.empty(), service.collections.find(CALLER.account(), service.project, marts));
    assertInstanceOf(RunState.Cancelled.class, state());
    List<String> told = service.history.list(CALLER.account(), service.project, new Page(0, 100)).stream()
        .map(row -> row.change().property()).filter(property -> property.equals("schedules." + id.value() + ".target")
            || property.equals("collections." + marts.value() + ".name")).toList();
    assertEquals(List.of("collections." + marts.value() + ".name", "schedules." + id.value() + ".target",
        "schedules." + id.value() + ".target"), told);
  }

  @Test
  void itsModelsGoBackToTheScheduleThatWasSetBefore() {
    ScheduleId all = service.set(aSchedule());
    ScheduleId own = service.set(aSchedule().on(marts));

    Preview preview = service.deleteCollection.preview(CALLER, service.project, deletion(true));

    assertEquals(List.of("model.shop.a", "model.shop.b"),
        preview.models().stream().filter(Preview.ModelChange::isChange).map(Preview.ModelChange::model).toList());
    assertEquals(List.of(own), preview.touched().stream().map(Preview.Touched::effect).map(ScheduleEffect::schedule)
        .map(Schedule::id).toList());
    assertEquals(2, service.schedules.all(CALLER.account(), service.project).size());

    service.deleteCollection.delete(CALLER, service.project, deletion(true));
    assertEquals(Optional.of(all), service.read.of(CALLER.account(), service.project).governance().governors().get("model.shop.a"));
  }
}
