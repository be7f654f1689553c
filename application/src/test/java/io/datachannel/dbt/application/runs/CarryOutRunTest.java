package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.git.FakeCheckouts;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarryOutRunTest {
  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
  }

  @Test
  void aRunWhoseNodesAllSucceedIsSuccessfulAndRecordsWhatItRanOn() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.success("customers"));

    RunRecord run = fixture.ran(fixture.queued());

    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
    assertEquals(FakeCheckouts.COMMIT, run.commit().orElseThrow());
    assertEquals("fingerprint", run.fingerprint().orElseThrow());
    assertEquals(2, run.tally().orElseThrow().succeeded());
    assertTrue(run.logPath().isPresent());
    assertEquals(0, fixture.profiles.open());
    assertEquals(0, fixture.running.count());
  }

  @Test
  void aBrokenModelBesideAGoodOneIsAPartialSuccessWithItsError() {
    fixture.dbt.on("build", new DbtEnd.Completed(),
        Nodes.success("orders"), Nodes.error("customers", "Database Error: no such column"), Nodes.failedTest("unique_id"));

    RunRecord run = fixture.ran(fixture.queued());

    assertEquals(RunStatus.PARTIAL_SUCCESS, run.run().state().status());
    List<FailureCode> codes = errors(run).stream().map(error -> error.failure().code()).toList();
    assertEquals(List.of(FailureCode.MODEL_FAILED, FailureCode.TEST_FAILED), codes);
  }

  @Test
  void aStepThatFailsBeforeDbtEndsTheRunWithItsReason() {
    fixture.git.failingWith(Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no branch main."));

    assertFailed(fixture.ran(fixture.queued()), FailureCode.BRANCH_NOT_FOUND);
    assertTrue(fixture.dbt.requests().isEmpty());
  }

  @Test
  void withoutASandboxTheCodeOfOthersIsNotEvenFetched() {
    fixture.git.failingWith(Failure.of(FailureCode.BRANCH_NOT_FOUND, "It was asked for."));
    fixture.admit = new AdmitCode(Optional.of(new AccountId(4711)));

    assertFailed(fixture.ran(fixture.queued()), FailureCode.SANDBOX_MISSING);
  }

  @Test
  void aRepositoryWithoutADbtProjectSaysWhereThereIsOne() {
    fixture.git.without("dbt_project.yml").with("analytics/dbt_project.yml", "name: shop");

    RunRecord run = fixture.ran(fixture.queued());

    assertFailed(run, FailureCode.PROJECT_FILE_MISSING);
    assertTrue(errors(run).getFirst().failure().message().contains("'analytics'"));
  }

  @Test
  void dbtThatCannotBeginEndsTheRunAndDeletesTheProfile() {
    fixture.dbt.on("build", new DbtEnd.Failed(new Failure(FailureCode.PARSE_FAILED, "broken Jinja", "Traceback")));

    RunRecord run = fixture.ran(fixture.queued());

    assertFailed(run, FailureCode.PARSE_FAILED);
    assertEquals("Traceback", errors(run).getFirst().failure().detail());
    assertEquals(0, fixture.profiles.open());
  }

  @Test
  void aRunThatTakesTooLongSaysSo() {
    fixture.dbt.on("build", new DbtEnd.TimedOut(), Nodes.success("orders"));

    assertFailed(fixture.ran(fixture.queued()), FailureCode.RUN_TIMED_OUT);
  }

  @Test
  void dbtThatFindsNothingToDoIsNotASuccess() {
    assertFailed(fixture.ran(fixture.queued()), FailureCode.NOTHING_SELECTED);
  }

  @Test
  void aSelectionIsHandedToDbtByFullyQualifiedName() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued(fixture.selecting("orders"));

    fixture.ran(id, "orders", "customers");

    List<String> words = fixture.dbt.requests().getLast().arguments();
    assertEquals("shop.marts.orders", words.get(words.indexOf("--select") + 1));
  }

  @Test
  void whatIsTakenOutOfAllModelsIsExcludedByFullyQualifiedName() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("customers"));
    RunId id = fixture.queued(new ModelSelection.AllModelsExcept(List.of("orders", "gone")));

    RunRecord run = fixture.ran(id, "orders", "customers");

    List<String> words = fixture.dbt.requests().getLast().arguments();
    assertEquals("shop.marts.orders", words.get(words.indexOf("--exclude") + 1));
    assertFalse(words.contains("--select"));
    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
  }

  @Test
  void nothingIsExcludedWhenAllThatWasTakenOutIsGone() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("customers"));

    fixture.ran(fixture.queued(new ModelSelection.AllModelsExcept(List.of("gone"))), "customers");

    assertFalse(fixture.dbt.requests().getLast().arguments().contains("--exclude"));
  }

  @Test
  void aSelectedModelThatIsGoneMakesTheRunAPartialSuccess() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued(fixture.selecting("orders", "gone"));

    RunRecord run = fixture.ran(id, "orders");

    assertEquals(RunStatus.PARTIAL_SUCCESS, run.run().state().status());
    assertEquals(FailureCode.MODEL_UNKNOWN, errors(run).getFirst().failure().code());
  }

  @Test
  void aSelectionThatMatchesNothingFailsBeforeDbtCanSayNothingToDo() {
    RunId id = fixture.queued(fixture.selecting("gone"));

    assertFailed(fixture.ran(id, "orders"), FailureCode.NOTHING_SELECTED);
  }

  @Test
  void aCancelStopsDbtAndEndsTheRunCancelled() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));

    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());

    run.done().join();
    assertEquals(RunStatus.CANCELLED, fixture.run(run.id()).run().state().status());
    assertEquals(FailureCode.RUN_CANCELLED, errors(fixture.run(run.id())).getFirst().failure().code());
  }

  @Test
  void aModelThatTheCancelInterruptedIsNoErrorOfItsOwn() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.error("orders", "interrupted"));

    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());

    run.done().join();
    assertEquals(List.of(FailureCode.RUN_CANCELLED), errors(fixture.run(run.id())).stream().map(error -> error.failure().code()).toList());
  }

  @Test
  void aCancelSeenOnlyInTheDatabaseStopsTheRunAtTheNextBeat() {
    RunFixture.UnderWay run = fixture.underWay();
    CancelRun onAnotherCopy = new CancelRun(
        fixture.runs, new ChangeRun(fixture.runs, fixture.work), new RunningRuns(), fixture.logs, fixture.clock);

    onAnotherCopy.cancel(RunFixture.CALLER.account(), run.id());
    fixture.tendRuns().tick();

    run.done().join();
    assertEquals(RunStatus.CANCELLED, fixture.run(run.id()).run().state().status());
  }

  @Test
  void aRunTakenForLostStopsAndWritesNothingMore() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    fixture.clock.advance(Duration.ofSeconds(31));

    assertEquals(1, fixture.reapLostRuns().tick());
    fixture.tendRuns().tick();

    run.done().join();
    assertFailed(fixture.run(run.id()), FailureCode.RUN_LOST);
    assertEquals(1, errors(fixture.run(run.id())).size());
  }

  /** The one that carried it to its end has stored its own. */
  @Test
  void theLogOfARunThatAnotherCopyEndedIsNotStored() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    fixture.runs.move(fixture.runs.lock(run.id()).orElseThrow(), new RunState.Cancelled(fixture.clock.instant().minusSeconds(1)));

    fixture.running.cancel(run.id());

    run.done().join();
    assertEquals(Optional.empty(), fixture.run(run.id()).logPath());
  }

  @Test
  void aLeaseThatIsRenewedIsNotReaped() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    for (int beat = 0; beat < 4; beat++) {
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.tendRuns().tick();
      fixture.fenceRuns().tick();
      assertEquals(0, fixture.reapLostRuns().tick());
    }

    assertEquals(RunStatus.RUNNING, fixture.run(run.id()).run().state().status());
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());
    run.done().join();
  }

  /** It would go on beside the next run. */
  @Test
  void dbtThatNobodyCanStopIsDeadBeforeItsRunIsLeft() {
    AtomicInteger awaited = new AtomicInteger();
    fixture.dbt.deafToLeases().endless("build", awaited::incrementAndGet);

    RunRecord run = fixture.ran(fixture.queued());

    assertEquals(1, awaited.get());
    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals(0, fixture.running.count());
  }

  @Test
  void whatNodesBecameIsReadWhileTheRunGoesOn() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));

    new RecordProgress(fixture.running).tick();

    assertEquals(1, fixture.ledger.nodes(RunFixture.CALLER.account(), run.id()).size());
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());
    run.done().join();
  }

  @Test
  @Tag("fault-36")
  void noSecretReachesTheLogOrTheErrors() throws IOException {
    fixture.environments.failingWith(new Failure(FailureCode.ENVIRONMENT_UNRESOLVABLE,
        "no " + RunFixture.PASSWORD, "ghp_secret1 in the traceback"));
    RunId id = fixture.queued();

    RunRecord run = fixture.ran(id);

    String log = new String(fixture.logs.text(RunFixture.CALLER.account(), id).orElseThrow().from().apply(0).readAllBytes(), StandardCharsets.UTF_8);
    String all = log + errors(run);
    assertFalse(all.contains(RunFixture.PASSWORD) || all.contains("ghp_secret1"), all);
    assertTrue(all.contains("no ***"));
  }

  /** The credential's, too, which dbt was never given. */
  @Test
  @Tag("fault-36")
  void whatDbtTellsIsKeptWithoutSecrets() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(("loader:" + RunFixture.PASSWORD).getBytes(StandardCharsets.UTF_8));
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.error("customers", "no ghp_secret1, " + base64),
        new LogLine(Instant.parse("2026-03-01T10:00:00Z"), LogLevel.INFO, "logged " + RunFixture.PASSWORD, Optional.empty()));

    RunRecord run = fixture.ran(fixture.queued());

    AccountId account = RunFixture.CALLER.account();
    String all = new String(fixture.logs.text(account, run.run().id()).orElseThrow().from().apply(0).readAllBytes(), StandardCharsets.UTF_8)
        + errors(run) + fixture.ledger.nodes(account, run.run().id()) + fixture.logs.read(account, run.run().id(), 0, Duration.ZERO);
    assertTrue(all.contains("logged ***") && all.contains("no ***, "), all);
    assertFalse(all.contains(RunFixture.PASSWORD) || all.contains("ghp_secret1") || all.contains("h1bnRlcj"), all);
  }

  @Test
  void theJournalEndsWithTheFinalStatus() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();
    fixture.ran(id);

    FollowRun.Part part = new FollowRun(fixture.runs, fixture.logs).next(RunFixture.CALLER, id, 0, Duration.ZERO);

    assertTrue(part.ended());
    assertEquals(RunStatus.SUCCESSFUL, ((StatusChanged) part.entries().getLast().event()).status());
  }

  private void assertFailed(RunRecord run, FailureCode code) {
    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals(code, errors(run).getFirst().failure().code());
  }

  private List<RunError> errors(RunRecord run) {
    return fixture.ledger.errors(RunFixture.CALLER.account(), run.run().id());
  }
}
