package io.datachannel.dbt.domain.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.refresh.RefreshChanges.AffectedSchedule;
import io.datachannel.dbt.domain.refresh.RefreshChanges.Names;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.ClockChange;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduleStatus;
import io.datachannel.dbt.domain.schedule.ScheduleTarget;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.schedule.Timing;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshChangesTest {
  private static final Names NONE = new Names(0, List.of());

  private static Model model(String name, String checksum) {
    return new Model("model.shop." + name, ResourceType.MODEL, name, List.of("shop", name), name + ".sql", Optional.of("table"),
        List.of(), List.of(), Optional.empty(), "", checksum);
  }

  private static Names names(String... names) {
    return new Names(names.length, List.of(names).stream().map(name -> "model.shop." + name).toList());
  }

  private static Schedule schedule(int id, ScheduleTarget target) {
    return new Schedule(new ScheduleId(id), new ProjectId(7), new ScheduleDefinition(target,
        new Timing(new Cadence.Daily(LocalTime.NOON), ZoneOffset.UTC, ClockChange.STANDARD, Optional.empty()), ScheduledWork.STANDARD),
        ScheduleStatus.ACTIVE, id, 1);
  }

  @Test
  void whatCameWentAndChangedIsTold() {
    RefreshChanges changes = RefreshChanges.between(
        List.of(model("a", "1"), model("b", "1"), model("c", "1")), List.of(model("a", "1"), model("b", "2"), model("d", "1")),
        List.of(), List.of());

    assertEquals(new RefreshChanges(names("d"), names("c"), names("b"), List.of()), changes);
  }

  @Test
  void aModelThatWasKeptBeforeItsChecksumWasIsNoOther() {
    assertEquals(NONE, RefreshChanges.between(List.of(model("a", "")), List.of(model("a", "1")), List.of(), List.of()).changed());
  }

  @Test
  void aSettingIsAChangeToo() {
    Model before = model("a", "1");
    Model after = new Model(before.uniqueId(), before.resourceType(), before.name(), before.fqn(), before.path(), Optional.of("view"),
        before.dependsOn(), before.tags(), before.relation(), before.description(), "1");

    assertEquals(names("a"), RefreshChanges.between(List.of(before), List.of(after), List.of(), List.of()).changed());
  }

  @Test
  void theFirstRefreshAddsAll() {
    assertEquals(names("a", "b"),
        RefreshChanges.between(List.of(), List.of(model("b", "1"), model("a", "1")), List.of(), List.of()).added());
  }

  @Test
  void aScheduleIsToldWhenItsModelsAreGoneOrItGovernsNewOnes() {
    List<Schedule> schedules = List.of(
        schedule(1, new ScheduleTarget.AllModels()),
        schedule(2, new ScheduleTarget.Models(Set.of("model.shop.b", "model.shop.gone-before"))),
        schedule(3, new ScheduleTarget.WholeCollection(new CollectionId(5))),
        schedule(4, new ScheduleTarget.Models(Set.of("model.shop.a"))));
    List<ModelCollection> collections = List.of(new ModelCollection(new CollectionId(5), new ProjectId(7), "new ones", Set.of("model.shop.d"), 1));

    RefreshChanges changes = RefreshChanges.between(
        List.of(model("a", "1"), model("b", "1")), List.of(model("a", "2"), model("c", "1"), model("d", "1")), schedules, collections);

    assertEquals(List.of(
        new AffectedSchedule(new ScheduleId(1), NONE, names("c")),
        new AffectedSchedule(new ScheduleId(2), names("b"), NONE),
        new AffectedSchedule(new ScheduleId(3), NONE, names("d"))), changes.schedules());
  }

  @Test
  void ofManyTheFirstAreNamedAndAllAreCounted() {
    List<Model> many = IntStream.range(1000, 2000).mapToObj(number -> model("m" + number, "1")).toList();

    Names added = RefreshChanges.between(List.of(), many, List.of(), List.of()).added();

    assertEquals(1000, added.count());
    assertEquals(500, added.first().size());
    assertEquals("model.shop.m1499", added.first().getLast());
  }
}
