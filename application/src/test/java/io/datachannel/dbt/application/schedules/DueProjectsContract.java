package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DueProjects} does. */
public abstract class DueProjectsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.123456Z");
  private static final ModelSelection ALL = new ModelSelection.AllModels();

  protected abstract DueProjects due();

  protected abstract ScheduleStore store();

  /** Where the rows are that these are about. */
  public record ScheduleStore(Schedules schedules, FiringLog firings, Runs runs, ReadSchedules read) {}

  protected abstract ProjectId aProject(AccountId account);

  /** The models of the last refresh of a project. */
  protected abstract void refreshed(ProjectId project, List<Model> models);

  protected abstract CollectionId aCollection(ProjectId project, List<String> models);

  private DueProject locked(ProjectId project) {
    return due().lock(List.of(new OfProject(OURS, project))).getFirst();
  }

  private FiringRecord firing(ProjectId project, ScheduleId schedule, Instant planned, FiringOutcome outcome) {
    return FiringRecord.fresh(locked(project).state().project(), schedule, planned, NOW, outcome, Map.of("command", "build"));
  }

  @Test
  public void eachProjectIsAsItIsReadAlone() {
    ProjectId first = aProject(OURS);
    ProjectId second = aProject(OURS);
    refreshed(first, List.of(ModelBuilder.aModel("a").build(), ModelBuilder.aModel("b").build()));
    refreshed(second, List.of(ModelBuilder.aModel("c").build()));
    store().schedules().add(aSchedule().of(first).fresh());
    store().schedules().add(aSchedule().of(first).on("a").fresh());
    store().schedules().add(aSchedule().of(second).on("c").fresh());
    ProjectId theirs = aProject(ANOTHER);

    List<DueProject> locked = due().lock(List.of(new OfProject(ANOTHER, theirs), new OfProject(OURS, second), new OfProject(OURS, first)));

    assertEquals(List.of(store().read().of(OURS, first), store().read().of(OURS, second), store().read().of(ANOTHER, theirs)),
        locked.stream().map(DueProject::state).toList());
    assertEquals(Map.of(), locked.getFirst().last());
  }

  @Test
  public void aScheduleOnACollectionFindsIt() {
    ProjectId project = aProject(OURS);
    refreshed(project, List.of(ModelBuilder.aModel("a").build(), ModelBuilder.aModel("b").build()));
    store().schedules().add(aSchedule().of(project).on(aCollection(project, List.of("model.shop.a"))).fresh());

    assertEquals(store().read().of(OURS, project), locked(project).state());
  }

  @Test
  public void theOnlyScheduleOnAllModelsGovernsThemWhateverTheyAre() {
    ProjectId project = aProject(OURS);
    refreshed(project, List.of(ModelBuilder.aModel("a").build()));
    ScheduleId id = store().schedules().add(aSchedule().of(project).fresh());

    ProjectSchedules state = locked(project).state();

    assertEquals(store().read().of(OURS, project).governance().selectionFor(state.find(id).orElseThrow().schedule()),
        state.governance().selectionFor(state.find(id).orElseThrow().schedule()));
  }

  @Test
  public void anotherAccountLocksNothing() {
    assertEquals(List.of(), due().lock(List.of(new OfProject(ANOTHER, aProject(OURS)))));
  }

  @Test
  public void whatIsKeptIsThereTheNextTime() {
    ProjectId project = aProject(OURS);
    ScheduleId one = store().schedules().add(aSchedule().of(project).due(NOW).fresh());
    ScheduleId other = store().schedules().add(aSchedule().of(project).on("a").due(NOW).fresh());
    ScheduleRecord before = store().schedules().find(OURS, project, one).orElseThrow();
    RunId run = store().runs().add(RunBuilder.aRun().in(OURS).of(project).fresh());
    ScheduleRecord planned = new ScheduleRecord(before.schedule(), Optional.of(NOW.plusSeconds(60)), NOW);
    ScheduleRecord unplanned = new ScheduleRecord(
        store().schedules().find(OURS, project, other).orElseThrow().schedule(), Optional.empty(), NOW.plusSeconds(1));

    due().keep(List.of(firing(project, one, NOW, new FiringOutcome.Queued(run, ALL, false)),
        firing(project, other, NOW.minusSeconds(5), new FiringOutcome.Skipped("late")),
        firing(project, other, NOW.minusSeconds(9), new FiringOutcome.Skipped("later"))), List.of(planned, unplanned));

    assertEquals(List.of(planned, unplanned), store().schedules().all(OURS, project));
    DueProject now = locked(project);
    assertEquals(Map.of(one, NOW, other, NOW.minusSeconds(5)), now.last());
    assertEquals(List.of(new FiringOutcome.Queued(run, ALL, false)), now.waiting().stream().map(FiringRecord::outcome).toList());
    assertEquals(Set.of("command"), now.waiting().getFirst().snapshot().keySet());
    assertEquals(2, store().firings().list(OURS, project, other, new Page(0, 10)).size());
  }

  @Test
  public void anInstantOfAScheduleIsKeptOnce() {
    ProjectId project = aProject(OURS);
    ScheduleId id = store().schedules().add(aSchedule().of(project).due(NOW).fresh());
    ScheduleRecord before = store().schedules().find(OURS, project, id).orElseThrow();
    FiringRecord firing = firing(project, id, NOW, new FiringOutcome.Skipped("late"));
    due().keep(List.of(firing), List.of());

    assertThrows(PortFailure.class, () -> due().keep(List.of(firing), List.of()));
    assertEquals(List.of(before), store().schedules().all(OURS, project));
  }
}
