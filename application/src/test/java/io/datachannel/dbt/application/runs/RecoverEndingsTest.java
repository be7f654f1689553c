package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.InMemoryKeptEndings.Killed;
import io.datachannel.dbt.application.transaction.UnsteadyUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed when dbt has ended, before that is committed, and starts again. The lease is 30 s. */
class RecoverEndingsTest {
  private static final AccountId OURS = RunFixture.CALLER.account();

  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.success("customers"));
  }

  @Test
  void theRunEndsAsItTrulyEndedAndDbtIsNotRunAgain() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    assertEquals(RunStatus.RUNNING, status(id));

    recover();

    assertEquals(RunStatus.SUCCESSFUL, status(id));
    assertEquals(2, fixture.run(id).tally().orElseThrow().succeeded());
    assertEquals(List.of("model.shop.orders", "model.shop.customers"),
        fixture.ledger.nodes(OURS, id).stream().map(NodeResult::uniqueId).toList());
    assertEquals(List.of(RunStatus.RUNNING, RunStatus.SUCCESSFUL), told(id));
    assertTrue(fixture.run(id).logPath().isPresent());
    assertEquals(1, fixture.dbt.requests().size());
    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void aRunThatIsToBeQueuedAgainWhenItIsLostIsNotLostEvenWhenItsLeaseIsOver() {
    RunId id = diedBehindTheEndOf(fixture.runs.add(aRun().of(fixture.project).queuedOnceAgainWhenLost().fresh()));
    fixture.clock.advance(Duration.ofSeconds(31));

    recover();

    assertEquals(0, fixture.reapLostRuns().tick());
    assertEquals(RunStatus.SUCCESSFUL, status(id));
    assertEquals(List.of(), errors(id));
  }

  @Test
  void aFailedRunHasTheErrorsThatItWouldHaveHad() {
    fixture.dbt.on("build", new DbtEnd.Failed(Failure.of(FailureCode.PARSE_FAILED, "broken Jinja")), Nodes.error("orders", "no such column"));
    RunId id = diedBehindTheEndOf(fixture.queued());

    recover();

    assertEquals(RunStatus.FAILED, status(id));
    assertEquals(List.of(FailureCode.PARSE_FAILED, FailureCode.MODEL_FAILED), errors(id));
  }

  @Test
  void aRunThatAUserCancelledMeanwhileKeepsTheResultThatItHad() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    fixture.cancelRun().cancel(OURS, id);

    recover();

    assertEquals(RunStatus.SUCCESSFUL, status(id));
  }

  @Test
  void anEndOfARunThatWasTakenForLostIsGivenUp() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    fixture.clock.advance(Duration.ofSeconds(31));
    fixture.reapLostRuns().tick();

    recover();

    assertEquals(List.of(FailureCode.RUN_LOST), errors(id));
    assertEquals(List.of(RunStatus.RUNNING, RunStatus.FAILED), told(id));
    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void anEndOfARunThatSomeoneElseCarriesOutByNowIsGivenUp() {
    RunId id = diedBehindTheEndOf(fixture.runs.add(aRun().of(fixture.project).queuedOnceAgainWhenLost().fresh()));
    fixture.clock.advance(Duration.ofSeconds(31));
    fixture.reapLostRuns().tick();
    fixture.claimed().orElseThrow();

    recover();

    assertEquals(RunStatus.RUNNING, status(id));
    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void aDatabaseThatIsAwayIsAskedAgain() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    RecoverEndings recover = fixture.recoverEndings(new UnsteadyUnitOfWork(fixture.work).awayFor(1));

    assertThrows(PortFailure.class, recover::tick);
    recover.tick();

    assertEquals(RunStatus.SUCCESSFUL, status(id));
    assertEquals(List.of(RunStatus.RUNNING, RunStatus.SUCCESSFUL), told(id));
  }

  @Test
  void anEndThatCannotBeRecordedHoldsUpNoOther() {
    RunId first = diedBehindTheEndOf(fixture.queued());
    RunId second = diedBehindTheEndOf(fixture.queued());

    assertThrows(PortFailure.class, fixture.recoverEndings(new UnsteadyUnitOfWork(fixture.work).awayFor(1))::tick);

    assertEquals(RunStatus.RUNNING, status(first));
    assertEquals(RunStatus.SUCCESSFUL, status(second));
  }

  @Test
  void aRecoveryThatFailsKeepsNoLostRunFromBeingFoundAndItsOwnIsNotTakenForLost() {
    RunId known = diedBehindTheEndOf(fixture.queued());
    RunId lost = fixture.queued();
    fixture.claimed().orElseThrow();
    fixture.clock.advance(Duration.ofSeconds(31));
    TendLostRuns look = new TendLostRuns(fixture.recoverEndings(new UnsteadyUnitOfWork(fixture.work).awayFor(1)), fixture.reapLostRuns());

    assertThrows(PortFailure.class, look::tick);
    assertEquals(RunStatus.RUNNING, status(known));
    assertEquals(List.of(FailureCode.RUN_LOST), errors(lost));
    look.tick();

    assertEquals(RunStatus.SUCCESSFUL, status(known));
  }

  @Test
  void aRecoveryThatIsKilledBehindItsCommitIsToldByTheNextOne() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    RecoverEndings killed = fixture.recoverEndings(new UnsteadyUnitOfWork(fixture.work).losingAnAnswer());
    assertThrows(PortFailure.class, killed::tick);
    assertEquals(List.of(RunStatus.RUNNING), told(id));

    recover();

    assertEquals(List.of(RunStatus.RUNNING, RunStatus.SUCCESSFUL), told(id));
    assertTrue(fixture.run(id).logPath().isPresent());
  }

  @Test
  void aRecoveryThatIsKilledBeforeItForgetsTellsNothingTwice() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    KeptEnding ending = fixture.endings.all().getFirst();
    recover();
    fixture.endings.keep(ending);

    recover();

    assertEquals(List.of(RunStatus.RUNNING, RunStatus.SUCCESSFUL), told(id));
    assertEquals(List.of(), fixture.endings.all());
  }

  /** Whoever sends what waits has stored it before the end was told here, for example on a disk that was full. */
  @Test
  void aLogThatIsStoredIsNotBegunAnew() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    RecoverEndings killed = fixture.recoverEndings(new UnsteadyUnitOfWork(fixture.work).losingAnAnswer());
    assertThrows(PortFailure.class, killed::tick);
    fixture.ledger.recordLog(id, "s3://logs/run.log");

    recover();

    assertEquals(List.of(RunStatus.RUNNING), told(id));
    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void anEndWhoseResultsAreNeverTakenIsRecordedWithoutThem() {
    RunId id = diedBehindTheEndOf(fixture.queued());
    fixture.ledger.refuseNodesOf(id);
    RecoverEndings recover = fixture.recoverEndings(fixture.work);
    TendLostRuns look = new TendLostRuns(recover, fixture.reapLostRuns());
    fixture.clock.advance(Duration.ofSeconds(31));
    assertThrows(PortFailure.class, look::tick);
    assertThrows(PortFailure.class, look::tick);
    assertEquals(RunStatus.RUNNING, status(id));

    look.tick();

    assertEquals(RunStatus.FAILED, status(id));
    assertEquals(List.of(FailureCode.INTERNAL_ERROR), errors(id));
    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void aRunThatIsGoneIsForgotten() {
    fixture.endings.keep(new KeptEnding(OURS, new RunId(99), new Lease("copy-a", 1),
        new RunEvent.Stopped(fixture.clock.instant()), List.of(), List.of()));

    recover();

    assertEquals(List.of(), fixture.endings.all());
  }

  @Test
  void aRunThatEndsAsUsualLeavesNothingAndNeedsNoDisk() {
    fixture.ran(fixture.queued());
    assertEquals(List.of(), fixture.endings.all());

    fixture.endings.full();

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(fixture.queued()).run().state().status());
  }

  private RunId diedBehindTheEndOf(RunId id) {
    ClaimedRun claimed = fixture.claimed().orElseThrow();
    fixture.endings.dieOnceKept();
    assertThrows(Killed.class, () -> fixture.carryOut(claimed));
    return id;
  }

  private void recover() {
    fixture.recoverEndings(fixture.work).tick();
  }

  private RunStatus status(RunId id) {
    return fixture.run(id).run().state().status();
  }

  private List<RunStatus> told(RunId id) {
    return fixture.logs.read(OURS, id, 0, Duration.ZERO).stream().map(JournalEntry::event)
        .filter(StatusChanged.class::isInstance).map(event -> ((StatusChanged) event).status()).toList();
  }

  private List<FailureCode> errors(RunId id) {
    return fixture.ledger.errors(OURS, id).stream().map(error -> error.failure().code()).toList();
  }
}
