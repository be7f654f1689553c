package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.domain.run.StepState.CANCELLED;
import static io.datachannel.dbt.domain.run.StepState.FAILED;
import static io.datachannel.dbt.domain.run.StepState.NOT_RUN;
import static io.datachannel.dbt.domain.run.StepState.RUNNING;
import static io.datachannel.dbt.domain.run.StepState.SUCCEEDED;
import static io.datachannel.dbt.domain.run.StepState.WAITING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.runs.RunTimeline.Step;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of several calls of dbt. */
class StepsOfRunsTest {
  private static final DbtStep SEED = DbtStep.of(DbtCommand.SEED);
  private static final DbtStep RUN = new DbtStep(DbtCommand.RUN, DbtArguments.of(List.of("--fail-fast")), true);
  private static final DbtStep TEST = DbtStep.of(DbtCommand.TEST);

  @TempDir private Path folder;
  private RunFixture fixture;

  @BeforeEach
  void aProject() {
    fixture = new RunFixture(folder);
    fixture.dbt.on("seed", new DbtEnd.Completed(), Nodes.success("countries"))
        .on("run", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.success("customers"))
        .on("test", new DbtEnd.Completed(), Nodes.success("unique_id"));
  }

  private static List<StepState> states(RunRecord run) {
    return run.steps().stream().map(StepResult::state).toList();
  }

  private List<String> commands() {
    return fixture.dbt.requests().stream().map(request -> request.arguments().getFirst()).toList();
  }

  private List<RunError> errors(RunRecord run) {
    return fixture.ledger.errors(RunFixture.CALLER.account(), run.run().id());
  }

  private List<JournalEvent> journal(RunRecord run) {
    return fixture.logs.read(RunFixture.CALLER.account(), run.run().id(), 0, Duration.ZERO).stream().map(JournalEntry::event).toList();
  }

  @Test
  void theStepsAreCalledInTheirOrderAndCountTogether() {
    RunRecord run = fixture.ran(fixture.queued(SEED, RUN, TEST));

    assertEquals(List.of("seed", "run", "test"), commands());
    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
    assertEquals(4, run.tally().orElseThrow().succeeded());
    assertEquals(List.of(SUCCEEDED, SUCCEEDED, SUCCEEDED), states(run));
    assertTrue(run.steps().stream().allMatch(step -> step.startedAt().isPresent() && step.took().isPresent()), run::toString);
    assertEquals(List.of(false, true, false), fixture.dbt.requests().stream().map(DbtRequest::arguments)
        .map(words -> words.contains("--full-refresh") && words.contains("--fail-fast")).toList());
  }

  @Test
  void allOfThemAreOneStepOfTheTimeline() {
    RunId id = fixture.ran(fixture.queued(SEED, RUN, TEST)).run().id();

    List<Step> steps = fixture.timelines.find(RunFixture.CALLER.account(), id).orElseThrow().spans().stream().map(RunTimeline.Span::step).toList();
    assertEquals(1, steps.stream().filter(Step.DBT::equals).count());
    assertEquals(1, steps.stream().filter(Step.RELATIONS::equals).count());
  }

  @Test
  void theJournalTellsBothEndsOfEach() {
    RunRecord run = fixture.ran(fixture.queued(SEED, RUN));

    List<String> told = journal(run).stream().flatMap(event -> switch (event) {
      case JournalEvent.DbtStepStarted began -> Optional.of(began.number() + "/" + began.of() + " " + began.command()).stream();
      case JournalEvent.DbtStepFinished ended -> Optional.of(ended.number() + " " + ended.state()).stream();
      case JournalEvent.StepStarted began -> Optional.of(began.step().name()).filter("DBT"::equals).stream();
      case JournalEvent.StepFinished ended -> Optional.of(ended.step().name()).filter("DBT"::equals).stream();
      case JournalEvent.StatusChanged _, JournalEvent.DbtEvent _ -> Optional.<String>empty().stream();
    }).toList();
    assertEquals(List.of("DBT", "1/2 seed", "1 SUCCEEDED", "2/2 run --fail-fast --full-refresh", "2 SUCCEEDED", "DBT"), told);
  }

  @Test
  void aSingleStepIsToldAsBefore() {
    RunRecord run = fixture.ran(fixture.queued(TEST));

    assertFalse(journal(run).stream().anyMatch(event -> event instanceof JournalEvent.DbtStepStarted), () -> journal(run).toString());
    assertEquals(List.of(SUCCEEDED), states(run));
    assertTrue(run.steps().getFirst().took().isPresent());
  }

  @Test
  void aStepInWhichANodeFailsEndsTheRun() {
    fixture.dbt.on("run", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.error("customers", "no such column"));

    RunRecord run = fixture.ran(fixture.queued(SEED, RUN, TEST));

    assertEquals(RunStatus.PARTIAL_SUCCESS, run.run().state().status());
    assertEquals(List.of("seed", "run"), commands());
    assertEquals(List.of(SUCCEEDED, FAILED, NOT_RUN), states(run));
    assertEquals(List.of("Step 2 of 3 (run): customers: no such column"), errors(run).stream().map(error -> error.failure().message()).toList());
  }

  @Test
  void warningsDoNotEndARun() {
    fixture.dbt.on("seed", new DbtEnd.Completed(), Nodes.warned("countries"));

    RunRecord run = fixture.ran(fixture.queued(SEED, TEST));

    assertEquals(List.of(SUCCEEDED, SUCCEEDED), states(run));
    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
  }

  @Test
  void aStepWithoutNodesIsDoneAndARunWithoutAnyIsNot() {
    fixture.dbt.on("seed", new DbtEnd.NothingToDo());
    assertEquals(List.of(SUCCEEDED, SUCCEEDED), states(fixture.ran(fixture.queued(SEED, RUN))));

    fixture.dbt.on("test", new DbtEnd.NothingToDo());
    RunRecord nothing = fixture.ran(fixture.queued(SEED, TEST));
    assertEquals(RunStatus.FAILED, nothing.run().state().status());
    assertEquals(FailureCode.NOTHING_SELECTED, errors(nothing).getFirst().failure().code());
  }

  @Test
  void dbtThatBreaksOffNamesTheStep() {
    fixture.dbt.on("run", new DbtEnd.Failed(Failure.of(FailureCode.WAREHOUSE_UNREACHABLE, "No one answers.")));

    RunRecord run = fixture.ran(fixture.queued(SEED, RUN, TEST));

    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals("Step 2 of 3 (run): No one answers.", errors(run).getFirst().failure().message());
    assertEquals(1, run.tally().orElseThrow().succeeded());
    assertEquals(List.of(SUCCEEDED, FAILED, NOT_RUN), states(run));
  }

  @Test
  void aNodeOfTwoStepsCountsAsItEndedTheLastTime() {
    fixture.dbt.on("seed", new DbtEnd.Completed(), Nodes.warned("orders"));

    RunRecord run = fixture.ran(fixture.queued(SEED, RUN));

    assertEquals(2, run.tally().orElseThrow().succeeded());
    assertEquals(0, run.tally().orElseThrow().warned());
  }

  @Test
  void aCancelStopsTheStepThatIsUnderWayAndNoOtherBegins() {
    RunFixture.UnderWay work = fixture.underWay("run", fixture.queued(SEED, RUN, TEST), Nodes.success("orders"));
    new RecordProgress(fixture.running).tick();
    assertEquals(List.of(SUCCEEDED, RUNNING, WAITING), states(fixture.run(work.id())));

    fixture.cancelRun().cancel(RunFixture.CALLER.account(), work.id());
    work.done().join();

    assertEquals(RunStatus.CANCELLED, fixture.run(work.id()).run().state().status());
    assertEquals(List.of(SUCCEEDED, CANCELLED, NOT_RUN), states(fixture.run(work.id())));
    assertEquals(List.of("seed", "run"), commands());
  }

  @Test
  void aRunThatTheServiceStopsForItselfBeginsWithItsFirstStepAgain() {
    RunFixture.UnderWay work = fixture.underWay("run", fixture.queued(SEED, RUN));

    fixture.running.stopForShutdown();
    work.done().join();

    assertEquals(RunStatus.QUEUED, fixture.run(work.id()).run().state().status());
    assertEquals(List.of(WAITING, WAITING), states(fixture.run(work.id())));
  }

  @Test
  void theSelectionHoldsForEachStepAndFreshnessLooksAtItsSources() {
    fixture.dbt.on("source", new DbtEnd.Completed());
    RunId id = fixture.runs.add(RunBuilder.aRun().of(fixture.project).selecting("orders")
        .inSteps(DbtStep.of(DbtCommand.SOURCE_FRESHNESS), RUN, TEST).fresh());

    fixture.ran(id, "orders", "customers");

    List<List<String>> calls = fixture.dbt.requests().stream().map(DbtRequest::arguments).toList();
    assertEquals(List.of("parse", "run", "test"), calls.stream().map(List::getFirst).toList(), "no source, nothing to look at");
    assertTrue(calls.subList(1, 3).stream().allMatch(words -> words.get(words.indexOf("--select") + 1).equals("shop.marts.orders")));
  }

  @Test
  void freshnessOfAllIsAskedForByItsTwoWords() {
    fixture.dbt.on("source", new DbtEnd.Completed(), Nodes.success("raw"));

    fixture.ran(fixture.queued(DbtStep.of(DbtCommand.SOURCE_FRESHNESS)));

    assertEquals(List.of("source", "freshness"), fixture.dbt.requests().getLast().arguments().subList(0, 2));
  }

  @Test
  void eachStepHasItsOwnResults() throws IOException {
    StepFiles files = new StepFiles(new TemporaryWorkFolders(folder), folder);
    files.keep(1);
    Files.writeString(folder.resolve("run_results.json"), "of the second");
    files.keep(2);
    files.keep(3);

    assertFalse(Files.exists(folder.resolve("run_results.json")));
    assertEquals(Optional.of("run_results.2.json"), StepFiles.last(folder));
    assertEquals("of the second", Files.readString(folder.resolve("run_results.2.json")));
    assertFalse(Files.exists(folder.resolve("run_results.1.json")) || Files.exists(folder.resolve("run_results.3.json")));
  }
}
