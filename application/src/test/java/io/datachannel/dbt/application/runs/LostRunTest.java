package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases that end, services that stop, and what becomes of their runs. The lease is 30 s: dbt is interrupted after 22.5, killed after 26.25. */
class LostRunTest {
  private static final AccountId OURS = RunFixture.CALLER.account();

  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
  }

  @Test
  void aLostRunIsFailedUnlessItsOrderSaysOtherwise() {
    RunId id = fixture.runs.add(aRun().of(fixture.project).fresh());
    lose();

    assertEquals(RunStatus.FAILED, status(id));
    assertEquals(List.of(FailureCode.RUN_LOST), errors(id));
  }

  @Test
  void aLostRunIsQueuedAgainOnceWhenItsOrderSaysSo() {
    RunId id = fixture.runs.add(aRun().of(fixture.project).queuedOnceAgainWhenLost().fresh());
    lose();

    assertEquals(RunStatus.QUEUED, status(id));
    assertEquals(2, fixture.run(id).place().attempt());
    assertEquals(List.of(FailureCode.RUN_QUEUED_AGAIN), errors(id));
    assertEquals(RunStatus.QUEUED, lastStatus(id));

    lose();

    assertEquals(RunStatus.FAILED, status(id));
    assertEquals(List.of(FailureCode.RUN_QUEUED_AGAIN, FailureCode.RUN_LOST), errors(id));
  }

  @Test
  @Tag("fault-8")
  void aRunThatIsBeingCancelledWhenItsCopyDiesEndsCancelledAndIsNotQueuedAgain() {
    RunId id = fixture.runs.add(aRun().of(fixture.project).queuedOnceAgainWhenLost().fresh());
    fixture.claimed().orElseThrow();
    fixture.cancelRun().cancel(OURS, id);
    fixture.clock.advance(Duration.ofSeconds(31));

    assertEquals(1, fixture.reapLostRuns().tick());

    assertEquals(RunStatus.CANCELLED, status(id));
    assertEquals(List.of(FailureCode.RUN_CANCELLED), errors(id));
  }

  @Test
  @Tag("fault-13")
  void whoeverCannotRenewInterruptsDbtBeforeTheLeaseIsOverAndWritesNothing() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    fixture.clock.advance(Duration.ofSeconds(22));
    fixture.fenceRuns().tick();
    assertFalse(run.done().isDone());

    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.fenceRuns().tick();

    run.done().join();
    assertEquals(RunStatus.RUNNING, status(run.id()));
    assertEquals(List.of(), errors(run.id()));
  }

  @Test
  @Tag("fault-13")
  void dbtThatIgnoresTheInterruptIsKilledBeforeTheLeaseIsOver() {
    fixture.dbt.deafToInterrupts();
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    fixture.clock.advance(Duration.ofSeconds(26));
    fixture.fenceRuns().tick();
    assertEquals(1, fixture.dbt.interrupts());
    assertFalse(run.done().isDone());

    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.fenceRuns().tick();

    run.done().join();
  }

  @Test
  void dbtKnowsHowLongItMayGoOnWithoutTheService() {
    RunFixture.UnderWay run = fixture.underWay();
    fixture.clock.advance(Duration.ofSeconds(12));
    fixture.tendRuns().tick();

    assertEquals(List.of(Duration.ofMillis(26_250), Duration.ofMillis(26_250)), fixture.dbt.leases());
    fixture.cancelRun().cancel(OURS, run.id());
    run.done().join();
  }

  @Test
  @Tag("fault-9")
  void aServiceThatWasSuspendedLongerThanItsLeaseStopsBeforeItRenews() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    fixture.clock.advance(Duration.ofSeconds(60));

    fixture.tendRuns().tick();
    run.done().join();

    assertEquals(1, fixture.reapLostRuns().tick());
    assertEquals(List.of(FailureCode.RUN_LOST), errors(run.id()));
  }

  @Test
  void dbtThatEndedItselfSinceTheServiceWasSuspendedIsNoFailureOfTheRun() {
    fixture.dbt.on("build", new DbtEnd.Failed(Failure.of(FailureCode.RUNNER_CRASHED, "dbt's process was killed by SIGKILL")));
    RunId id = fixture.runs.add(aRun().of(fixture.project).queuedOnceAgainWhenLost().fresh());
    ClaimedRun claimed = fixture.claimed().orElseThrow();
    fixture.clock.advance(Duration.ofSeconds(60));

    fixture.carryOut(claimed);

    assertEquals(RunStatus.RUNNING, status(id));
    assertEquals(1, fixture.reapLostRuns().tick());
    assertEquals(RunStatus.QUEUED, status(id));
  }

  @Test
  void aStoppedServicePutsItsRunBackAndThatIsNoLoss() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));

    fixture.running.stopForShutdown();
    run.done().join();

    assertEquals(RunStatus.QUEUED, status(run.id()));
    assertEquals(2, fixture.run(run.id()).place().attempt());
    assertEquals(List.of(FailureCode.RUN_QUEUED_AGAIN), errors(run.id()));
    assertEquals(List.of(), fixture.ledger.nodes(OURS, run.id()));
    assertTrue(fixture.run(run.id()).logPath().isEmpty());
    assertEquals(RunStatus.QUEUED, lastStatus(run.id()));
    fixture.claimed().orElseThrow();
    fixture.clock.advance(Duration.ofSeconds(31));
    assertEquals(0, fixture.queue.loss(run.id()).orElseThrow().timesLost());
  }

  @Test
  void aRunThatIsCancelledWhileItsServiceStopsEndsCancelled() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    new CancelRun(fixture.runs, new ChangeRun(fixture.runs, fixture.work), new RunningRuns(), fixture.logs, fixture.clock)
        .cancel(OURS, run.id());

    fixture.running.stopForShutdown();
    run.done().join();

    assertEquals(RunStatus.CANCELLED, status(run.id()));
    assertEquals(List.of(FailureCode.RUN_CANCELLED), errors(run.id()));
  }

  @Test
  void aRunWhoseRowIsLockedKeepsNoOtherFromBeingFound() {
    for (int run = 0; run < 2; run++) {
      fixture.runs.add(aRun().of(fixture.project).fresh());
      fixture.claimed().orElseThrow();
    }
    fixture.clock.advance(Duration.ofSeconds(31));
    RunId locked = fixture.queue.expired(10).getFirst();
    RunId other = fixture.queue.expired(10).getLast();
    Runs runs = new ForwardingRuns(fixture.runs) {
      @Override
      public Optional<Run> lock(RunId id) {
        if (id.equals(locked)) {
          throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The row is locked.", new IllegalStateException("on purpose"));
        }
        return super.lock(id);
      }
    };

    ReapLostRuns reap = new ReapLostRuns(runs, fixture.queue, fixture.ledger, fixture.logs, fixture.work, fixture.clock);
    assertThrows(PortFailure.class, reap::tick);

    assertEquals(RunStatus.FAILED, status(other));
    assertEquals(RunStatus.RUNNING, status(locked));
    assertEquals(1, fixture.reapLostRuns().tick());
  }

  @Test
  void aRunWhoseRowIsLockedKeepsNoOtherFromRenewingItsLease() {
    List<RunFixture.UnderWay> all = List.of(fixture.underWay(), fixture.underWay(), fixture.underWay());
    fixture.clock.advance(Duration.ofSeconds(12));
    RunId locked = fixture.running.all().iterator().next().claimed().run().id();
    fixture.queue.lock(locked);

    assertThrows(PortFailure.class, fixture.tendRuns()::tick);

    fixture.clock.advance(Duration.ofSeconds(19));
    assertEquals(List.of(locked), fixture.queue.expired(10));
    all.forEach(run -> fixture.cancelRun().cancel(OURS, run.id()));
    all.forEach(run -> run.done().join());
  }

  private void lose() {
    fixture.claimed().orElseThrow();
    fixture.clock.advance(Duration.ofSeconds(31));
    assertEquals(1, fixture.reapLostRuns().tick());
  }

  private RunStatus status(RunId id) {
    return fixture.run(id).run().state().status();
  }

  private RunStatus lastStatus(RunId id) {
    return ((StatusChanged) fixture.logs.read(OURS, id, 0, Duration.ZERO).getLast().event()).status();
  }

  private List<FailureCode> errors(RunId id) {
    return fixture.ledger.errors(OURS, id).stream().map(error -> error.failure().code()).toList();
  }
}
