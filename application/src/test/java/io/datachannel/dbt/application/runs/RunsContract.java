package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Runs} does. */
public abstract class RunsContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final NodeTally TALLY = new NodeTally(5, 1, 0, 0, 2);

  protected abstract RunStore store();

  private Runs runs() {
    return store().runs();
  }

  @Test
  public void runsOfSeveralAccountsAreAddedTogetherInTheirOrder() {
    List<NewRun> asked = IntStream.range(0, 203).mapToObj(number ->
        aRun().in(number % 3 == 0 ? ANOTHER : OURS).queuedAt(QUEUED_AT.plusSeconds(number)).fresh()).toList();

    List<RunId> ids = store().unitOfWork().inTransaction(() -> {
      store().slots().lockAll(Set.of(ANOTHER, OURS));
      return runs().addAll(asked);
    });

    assertEquals(asked.stream().map(NewRun::queuedAt).toList(), IntStream.range(0, ids.size()).mapToObj(number ->
        runs().find(number % 3 == 0 ? ANOTHER : OURS, ids.get(number)).orElseThrow().queuedAt()).toList());
    assertEquals(new AccountSlots.Slot(135, 0, 4), store().slot(OURS));
    assertEquals(new AccountSlots.Slot(68, 0, 4), store().slot(ANOTHER));
    assertEquals(List.of(), runs().addAll(List.of()));
  }

  @Test
  public void theStepsOfARunComeBackAsTheyWere() {
    NewRun asked = aRun().selecting("orders").inSteps(
        new DbtStep(DbtCommand.RUN, new DbtArguments(List.of("--vars", "{\"é\": \"🦆\"}")), true,
            Optional.of(new ModelSelection.SelectedModels(List.of("model.shop.orders")))),
        DbtStep.of(DbtCommand.SOURCE_FRESHNESS)).fresh();

    RunRecord found = runs().find(OURS, runs().add(asked)).orElseThrow();

    assertEquals(asked.order(), found.run().order());
    assertEquals(List.of(StepResult.in(StepState.WAITING), StepResult.in(StepState.WAITING)), found.steps());
    assertEquals(asked.order(), runs().lock(found.run().id()).orElseThrow().order());
  }

  @Test
  public void aRunIsFoundAsItWasOrdered() {
    NewRun asked = aRun().of(new ProjectId(7)).scheduled().doing(DbtCommand.RUN).selecting("orders", "Ünïcode 'q\" \\ 🦆")
        .refreshingFully().withVars("{\"day\": \"2026-03-01 🦆\"}").withArguments("--fail-fast").within(Duration.ofSeconds(90)).fresh();

    RunId id = runs().add(asked);

    RunRecord found = runs().find(OURS, id).orElseThrow();
    assertEquals(new Run(id, OURS, new ProjectId(7), asked.order(), new RunState.Queued(QUEUED_AT)), found.run());
    assertEquals(QUEUED_AT, found.queuedAt());
    assertEquals(Optional.empty(), found.startedAt());
    assertEquals(Optional.empty(), found.tally());
  }

  @Test
  public void aRunOfAllModelsButSomeIsFoundAsItWasOrdered() {
    NewRun asked = aRun().scheduled().selectingAllBut("model.shop.orders", "Ünïcode 'q\" \\ 🦆").fresh();

    assertEquals(asked.order(), runs().find(OURS, runs().add(asked)).orElseThrow().run().order());
  }

  @Test
  public void anotherAccountFindsNothing() {
    RunId id = runs().add(aRun().in(OURS).fresh());

    assertEquals(Optional.empty(), runs().find(ANOTHER, id));
    assertEquals(List.of(), runs().list(ANOTHER, RunFilter.ALL, new Page(0, 10)));
  }

  @Test
  public void listsComeNewestFirstAndPageByPage() {
    RunId first = runs().add(aRun().fresh());
    RunId second = runs().add(aRun().fresh());
    RunId third = runs().add(aRun().fresh());

    assertEquals(List.of(third, second), ids(RunFilter.ALL, new Page(0, 2)));
    assertEquals(List.of(first), ids(RunFilter.ALL, new Page(second.value(), 2)));
  }

  @Test
  public void aRunTellsWhichOneItRetries() {
    RunId first = runs().add(aRun().fresh());
    NewRun again = aRun().fresh();
    RunId second = runs().add(new NewRun(again.account(), again.project(), again.order(), again.queuedAt(), again.afterLoss(), Optional.of(first)));

    assertEquals(Optional.of(first), runs().find(OURS, second).orElseThrow().retryOf());
    assertEquals(Optional.empty(), runs().find(OURS, first).orElseThrow().retryOf());
  }

  @Test
  public void asManyModelsAsMayBeNamedAreKept() {
    String[] most = IntStream.range(0, 5000).mapToObj(number -> "test.shop." + "n".repeat(685) + number).toArray(String[]::new);
    NewRun asked = aRun().selecting(most).fresh();

    assertEquals(asked.order(), runs().find(OURS, runs().add(asked)).orElseThrow().run().order());
  }

  @Test
  public void noRunIsLockedUnderAnUnknownId() {
    assertEquals(Optional.empty(), store().unitOfWork().inTransaction(() -> runs().lock(new RunId(987_654_321))));
  }

  @Test
  public void eachStateIsReadBackAsItWasWritten() {
    Failure failure = Failure.of(FailureCode.PARSE_FAILED, "Jinja: \"{{ 'x' }}\" \\ is broken 🦆");
    List<RunState> ends = List.of(new RunState.Successful(FINISHED_AT, TALLY), new RunState.PartiallySuccessful(FINISHED_AT, TALLY),
        new RunState.Failed(FINISHED_AT, failure), new RunState.Cancelled(FINISHED_AT));
    for (RunState end : ends) {
      RunId id = runs().add(aRun().fresh());
      RunState running = new RunState.Running(STARTED_AT, FIRST_LEASE);
      RunState cancelling = new RunState.Cancelling(STARTED_AT, FIRST_LEASE, STARTED_AT.plusSeconds(5));
      for (RunState next : List.of(running, cancelling, end)) {
        assertEquals(1, store().move(id, next));
        assertEquals(next, runs().find(OURS, id).orElseThrow().run().state());
      }
      assertEquals(Optional.of(STARTED_AT), runs().find(OURS, id).orElseThrow().startedAt());
      assertEquals(Optional.of(FINISHED_AT), runs().find(OURS, id).orElseThrow().finishedAt());
    }
  }

  @Test
  public void askingTwiceToCancelChangesNothingAndIsNoFailure() {
    RunId id = runs().add(aRun().fresh());
    RunState cancelling = new RunState.Cancelling(STARTED_AT, FIRST_LEASE, STARTED_AT.plusSeconds(5));
    store().move(id, new RunState.Running(STARTED_AT, FIRST_LEASE));
    store().move(id, cancelling);

    assertEquals(1, store().move(id, cancelling));
    assertEquals(cancelling, runs().find(OURS, id).orElseThrow().run().state());
  }

  @Test
  public void aQueuedRunIsCancelledWithoutEverHavingStarted() {
    RunId id = runs().add(aRun().fresh());

    assertEquals(1, store().move(id, new RunState.Cancelled(FINISHED_AT)));
    assertEquals(Optional.empty(), runs().find(OURS, id).orElseThrow().startedAt());
  }

  @Test
  public void aMoveFromAStateThatIsNoLongerTrueChangesNothing() {
    RunId id = runs().add(aRun().fresh());
    Run queued = runs().lock(id).orElseThrow();
    store().move(id, new RunState.Running(STARTED_AT, FIRST_LEASE));

    assertEquals(0, store().unitOfWork().inTransaction(() -> runs().move(queued, new RunState.Cancelled(FINISHED_AT))));
    assertTrue(runs().find(OURS, id).orElseThrow().run().state() instanceof RunState.Running);
  }

  @Test
  public void aMoveThatDoesNotKnowOfTheCancelChangesNothing() {
    RunId id = runs().add(aRun().fresh());
    store().move(id, new RunState.Running(STARTED_AT, FIRST_LEASE));
    Run running = runs().lock(id).orElseThrow();
    store().move(id, new RunState.Cancelling(STARTED_AT, FIRST_LEASE, STARTED_AT));

    assertEquals(0, store().unitOfWork().inTransaction(() -> runs().move(running, new RunState.Successful(FINISHED_AT, TALLY))));
  }

  @Test
  public void aMoveUnderAStaleFencingNumberChangesNothing() {
    RunId id = runs().add(aRun().fresh());
    store().move(id, new RunState.Running(STARTED_AT, new Lease("copy-b", 2)));
    Run stale = aRun().withId(id.value()).running(FIRST_LEASE).build();

    assertEquals(0, store().unitOfWork().inTransaction(() -> runs().move(stale, new RunState.Successful(FINISHED_AT, TALLY))));
  }

  private List<RunId> ids(RunFilter filter, Page page) {
    return runs().list(OURS, filter, page).stream().map(found -> found.run().id()).toList();
  }
}
