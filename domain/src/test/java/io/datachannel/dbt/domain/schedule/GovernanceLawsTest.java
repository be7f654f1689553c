package io.datachannel.dbt.domain.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.collection.ModelCollection;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever was set, in whatever order. */
class GovernanceLawsTest {
  private static final List<String> MODELS = List.of("a", "b", "c", "d", "e");

  @Property
  void eachModelIsGovernedByTheScheduleSetLastThatCoversItAndByNoOther(
      @ForAll("projects") ProjectModels project, @ForAll("targetLists") List<ScheduleTarget> targets) {
    List<Schedule> schedules = set(targets, project);
    Governance governance = Governance.of(schedules, project);

    for (String model : project.models()) {
      Optional<ScheduleId> newest = schedules.stream().filter(schedule -> schedule.target().covers(model, project.collections()))
          .max(Comparator.comparingLong(Schedule::setOrder)).map(Schedule::id);
      Set<ScheduleId> governing = governance.standings().entrySet().stream()
          .filter(standing -> standing.getValue().governed().contains(model)).map(Map.Entry::getKey).collect(Collectors.toSet());
      assertEquals(newest, governance.governors().get(model));
      assertEquals(newest.stream().collect(Collectors.toSet()), governing);
    }
  }

  @Property
  void noTwoSchedulesHaveTheSameTargetOrPlaceInTheOrder(
      @ForAll("projects") ProjectModels project, @ForAll("targetLists") List<ScheduleTarget> targets) {
    List<Schedule> schedules = set(targets, project);

    assertEquals(schedules.size(), schedules.stream().map(Schedule::target).distinct().count());
    assertEquals(schedules.size(), schedules.stream().map(Schedule::setOrder).distinct().count());
  }

  @Property
  void removingWhatWasJustSetRestoresTheMap(@ForAll("projects") ProjectModels project,
      @ForAll("targetLists") List<ScheduleTarget> targets, @ForAll("targets") ScheduleTarget newest) {
    Assume.that(!targets.contains(newest));
    List<Schedule> before = set(targets, project);

    List<Schedule> after = change(change(before, setOn(newest, 99), project), new ScheduleCommand.Remove(new ScheduleId(99)), project);

    assertEquals(Governance.of(before, project), Governance.of(after, project));
  }

  @Property
  void theOrderOfUnrelatedChangesDoesNotMatter(@ForAll("projects") ProjectModels project,
      @ForAll("targetLists") List<ScheduleTarget> targets, @ForAll("targets") ScheduleTarget one, @ForAll("targets") ScheduleTarget other) {
    Assume.that(Collections.disjoint(project.coveredBy(one), project.coveredBy(other)));
    List<Schedule> before = set(targets, project);

    assertEquals(byTarget(change(change(before, setOn(one, 98), project), setOn(other, 99), project), project),
        byTarget(change(change(before, setOn(other, 99), project), setOn(one, 98), project), project));
  }

  @Property
  void pausingAndResumingChangesNoGovernor(
      @ForAll("projects") ProjectModels project, @ForAll("targetLists") List<ScheduleTarget> targets) {
    List<Schedule> active = set(targets, project);
    List<Schedule> paused = active;
    for (Schedule schedule : active) {
      paused = change(paused, new ScheduleCommand.Pause(schedule.id()), project);
    }

    assertTrue(paused.stream().allMatch(Schedule::isPaused));
    assertEquals(Governance.of(active, project), Governance.of(paused, project));
  }

  @Property
  void aChangeOfACollectionIsSeenAtOnceAndTouchesNoModelThatStaysWhereItWas(@ForAll("projects") ProjectModels project,
      @ForAll("projects") ProjectModels other, @ForAll("targetLists") List<ScheduleTarget> targets) {
    List<Schedule> schedules = set(targets, project);
    ProjectModels changed = new ProjectModels(project.models(), other.collections());

    Governance after = Governance.of(schedules, changed);

    for (String model : project.models()) {
      boolean stays = schedules.stream().allMatch(schedule -> schedule.target().covers(model, project.collections())
          == schedule.target().covers(model, changed.collections()));
      assertTrue(!stays || after.governors().get(model).equals(Governance.of(schedules, project).governors().get(model)));
    }
    after.standings().forEach((id, standing) -> assertEquals(changed.coveredBy(target(schedules, id)), covered(standing)));
  }

  @Property
  void theRunsOfAllSchedulesBuildEachGovernedModelExactlyOnce(
      @ForAll("projects") ProjectModels project, @ForAll("targetLists") List<ScheduleTarget> targets) {
    List<Schedule> schedules = set(targets, project);
    Governance governance = Governance.of(schedules, project);

    List<String> built = new ArrayList<>();
    schedules.forEach(schedule -> built.addAll(builtBy(governance.selectionFor(schedule), project)));

    assertEquals(governance.governors().entrySet().stream().filter(model -> model.getValue().isPresent()).map(Map.Entry::getKey).toList(),
        built.stream().sorted().toList());
  }

  @Property
  void discardingDeletesOnlyWhatWouldNotRunAnyway(@ForAll("projects") ProjectModels project,
      @ForAll("targetLists") List<ScheduleTarget> targets, @ForAll("targets") ScheduleTarget newest) {
    List<Schedule> before = set(targets, project);

    List<Schedule> kept = change(before, setOn(newest, 99), project);
    List<Schedule> discarded = change(before, new ScheduleCommand.Set(new ScheduleId(99), Shop.PROJECT, Shop.daily(newest), true), project);

    assertEquals(Governance.of(kept, project).governors(), Governance.of(discarded, project).governors());
    assertTrue(kept.containsAll(discarded));
  }

  private static List<String> builtBy(ScheduledSelection selection, ProjectModels project) {
    return switch (selection) {
      case ScheduledSelection.Nothing _ -> List.of();
      case ScheduledSelection.Run run -> switch (run.selection()) {
        case ModelSelection.AllModels _ -> List.copyOf(project.models());
        case ModelSelection.AllModelsExcept except ->
            project.models().stream().filter(model -> !except.names().contains(model)).toList();
        case ModelSelection.SelectedModels selected -> selected.names();
      };
    };
  }

  private static List<Schedule> set(List<ScheduleTarget> targets, ProjectModels project) {
    List<Schedule> schedules = List.of();
    for (int id = 1; id <= targets.size(); id++) {
      schedules = change(schedules, setOn(targets.get(id - 1), id), project);
    }
    return schedules;
  }

  private static ScheduleCommand setOn(ScheduleTarget target, int id) {
    return new ScheduleCommand.Set(new ScheduleId(id), Shop.PROJECT, Shop.daily(target), false);
  }

  private static List<Schedule> change(List<Schedule> schedules, ScheduleCommand command, ProjectModels project) {
    return ((ScheduleChange.Done) ScheduleChanges.change(schedules, command, project)).schedules();
  }

  private static Map<String, Optional<ScheduleTarget>> byTarget(List<Schedule> schedules, ProjectModels project) {
    Map<String, Optional<ScheduleTarget>> governors = new TreeMap<>();
    Governance.of(schedules, project).governors().forEach((model, id) -> governors.put(model, id.map(known -> target(schedules, known))));
    return governors;
  }

  private static ScheduleTarget target(List<Schedule> schedules, ScheduleId id) {
    return schedules.stream().filter(schedule -> schedule.id().equals(id)).findFirst().orElseThrow().target();
  }

  private static Set<String> covered(Governance.Standing standing) {
    Set<String> covered = new HashSet<>(standing.governed());
    covered.addAll(standing.overridden().keySet());
    return covered;
  }

  @Provide
  Arbitrary<ProjectModels> projects() {
    Arbitrary<Set<String>> some = Arbitraries.of(MODELS).set();
    return Combinators.combine(some, some, some).as((models, first, second) -> new ProjectModels(models, List.of(
        new ModelCollection(new CollectionId(1), Shop.PROJECT, "first", first, 1),
        new ModelCollection(new CollectionId(2), Shop.PROJECT, "second", second, 1))));
  }

  @Provide
  Arbitrary<List<ScheduleTarget>> targetLists() {
    return targets().list().ofMaxSize(7);
  }

  @Provide
  Arbitrary<ScheduleTarget> targets() {
    Arbitrary<Set<String>> some = Arbitraries.of(MODELS).set().ofMinSize(1);
    Arbitrary<CollectionId> collections = Arbitraries.of(1, 2, 3).map(CollectionId::new);
    return Arbitraries.oneOf(
        Arbitraries.of(new ScheduleTarget.AllModels()),
        some.map(ScheduleTarget.Models::new),
        collections.map(ScheduleTarget.WholeCollection::new),
        Combinators.combine(collections, some).as(ScheduleTarget.PartOfCollection::new));
  }
}
