package io.datachannel.dbt.application.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FiringLog} does, and every {@link QueuedRuns} beside it. */
public abstract class FiringLogContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final ScheduleId SCHEDULE = new ScheduleId(7);
  private static final Instant PLANNED = Instant.parse("2026-03-02T10:00:00Z");
  private static final ModelSelection SOME = new ModelSelection.SelectedModels(List.of("model.shop.a", "model.shop.b"));
  private static final ModelSelection FEWER = new ModelSelection.AllModelsExcept(List.of("model.shop.c"));

  private ProjectId project;

  protected abstract FiringLog firings();

  /** As the tick does it. */
  protected abstract void keep(FiringRecord firing);

  protected abstract QueuedRuns queued();

  /** The runs that the firings are about. */
  protected abstract RunStore store();

  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void aProject() {
    project = aProject(OURS);
  }

  private RunId run() {
    return store().runs().add(RunBuilder.aRun().in(OURS).of(project).fresh());
  }

  private FiringRecord firing(Instant planned, FiringOutcome outcome) {
    return new FiringRecord(0, OURS, project, SCHEDULE, planned, planned.plusMillis(184), outcome,
        outcome instanceof FiringOutcome.Queued ? Map.of("target", "it's \"é\" 🦆") : Map.of(), Optional.empty());
  }

  private FiringRecord added(int hours, FiringOutcome outcome) {
    FiringRecord firing = firing(PLANNED.plusSeconds(3600L * hours), outcome);
    keep(firing);
    long id = all().getFirst().id();
    return new FiringRecord(id, firing.account(), firing.project(), firing.schedule(), firing.plannedAt(), firing.handledAt(),
        firing.outcome(), firing.snapshot(), firing.result());
  }

  private List<FiringRecord> all() {
    return firings().list(OURS, project, SCHEDULE, new Page(0, 100));
  }

  @Test
  public void everyOutcomeComesBackNewestFirst() {
    RunId run = run();
    FiringRecord queued = added(0, new FiringOutcome.Queued(run, SOME, false));
    FiringRecord merged = added(1, new FiringOutcome.Merged(queued.id(), run));
    FiringRecord caughtUp = added(2, new FiringOutcome.Queued(run(), new ModelSelection.AllModels(), true));
    FiringRecord skipped = added(3, new FiringOutcome.Skipped("too late"));
    FiringRecord nothing = added(4, new FiringOutcome.NothingGoverned("idle"));

    assertEquals(List.of(nothing, skipped, caughtUp, merged, queued), all());
    assertEquals(List.of(queued, merged), firings().ofRun(OURS, run));
    assertEquals(List.of(skipped, caughtUp), firings().list(OURS, project, SCHEDULE, new Page(nothing.id(), 2)));
  }

  @Test
  public void anotherAccountSeesNothing() {
    RunId run = run();
    added(0, new FiringOutcome.Queued(run, SOME, false));

    assertEquals(List.of(), firings().list(ANOTHER, project, SCHEDULE, new Page(0, 10)));
    assertEquals(List.of(), firings().ofRun(ANOTHER, run));
    assertEquals(0, firings().carried(ANOTHER, run));
    assertEquals(List.of(), firings().waiting(ANOTHER, project));
    assertEquals(List.of(), firings().waiting(OURS, aProject(OURS)));
  }

  @Test
  public void aFiringWaitsUntilItsRunIsClaimedAndIsSettledOnceThatIsOver() {
    RunId run = run();
    FiringRecord queued = added(0, new FiringOutcome.Queued(run, SOME, false));
    added(1, new FiringOutcome.Merged(queued.id(), run));
    assertEquals(List.of(queued), firings().waiting(OURS, project));
    assertEquals(List.of(), firings().ended(10));

    store().move(run, new RunState.Running(PLANNED, new Lease("copy", 1)));
    assertEquals(List.of(), firings().waiting(OURS, project));
    assertEquals(List.of(), firings().ended(10));

    store().move(run, new RunState.Successful(PLANNED, new NodeTally(1, 0, 0, 0, 0)));
    assertEquals(List.of(queued), firings().ended(10));
    FiringRecord.Result result = new FiringRecord.Result(RunStatus.PARTIAL_SUCCESS, new NodeTally(1, 2, 3, 4, 5));
    assertEquals(1, firings().settle(queued.id(), result));
    assertEquals(0, firings().settle(queued.id(), result));
    assertEquals(List.of(), firings().ended(10));
    assertEquals(Optional.of(result), all().getLast().result());
    assertEquals(Optional.empty(), all().getFirst().result());
  }

  @Test
  public void howManyARunCarriesIsToldAlsoWhenSomeAreSettled() {
    RunId run = run();
    FiringRecord queued = added(0, new FiringOutcome.Queued(run, SOME, false));
    added(1, new FiringOutcome.Merged(queued.id(), run));
    added(2, new FiringOutcome.Queued(run, FEWER, true));
    added(3, new FiringOutcome.Queued(run(), SOME, false));
    store().move(run, new RunState.Running(PLANNED, new Lease("copy", 1)));
    store().move(run, new RunState.Successful(PLANNED, new NodeTally(1, 0, 0, 0, 0)));
    firings().settle(queued.id(), new FiringRecord.Result(RunStatus.SUCCESSFUL, new NodeTally(1, 0, 0, 0, 0)));

    assertEquals(2, firings().carried(OURS, run));
  }

  @Test
  public void whatIsItsOwnMayChangeWhileTheRunWaits() {
    RunId run = run();
    FiringRecord queued = added(0, new FiringOutcome.Queued(run, SOME, false));
    firings().select(queued.id(), FEWER);
    assertEquals(new FiringOutcome.Queued(run, FEWER, false), all().getFirst().outcome());

    assertEquals(1, queued().select(run, FEWER));
    assertEquals(1, queued().select(run, FEWER), "the same again");
    assertEquals(FEWER, store().runs().find(OURS, run).orElseThrow().run().order().selection());
    store().move(run, new RunState.Running(PLANNED, new Lease("copy", 1)));
    assertEquals(0, queued().select(run, SOME));
    assertNotEquals(SOME, store().runs().find(OURS, run).orElseThrow().run().order().selection());
  }
}
