package io.datachannel.dbt.application.reporting;

import static io.datachannel.dbt.application.reporting.ReportingFixture.NOW;
import static io.datachannel.dbt.application.reporting.ReportingFixture.NO_FACTS;
import static io.datachannel.dbt.application.reporting.ReportingFixture.PIPELINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.ReportedOutcome;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportStatusTest {
  private final ReportingFixture given = new ReportingFixture();

  @ParameterizedTest
  @EnumSource(value = RunStatus.class, names = {"SUCCESSFUL", "PARTIAL_SUCCESS", "FAILED", "CANCELLED"})
  void aRunningRunBecomesWhatItsReporterSays(RunStatus status) {
    RunId run = given.queued();
    given.begin(run);
    given.clock.advance(Duration.ofMinutes(2));

    RunRecord row = given.end(run, status);

    assertEquals(status, row.run().state().status());
    assertEquals(Optional.of(NOW), row.startedAt());
    assertEquals(Optional.of(NOW.plusSeconds(120)), row.finishedAt());
    assertTrue(row.logPath().isPresent());
    assertEquals(List.of(
        new JournalEvent.StatusChanged(NOW, RunStatus.RUNNING),
        new JournalEvent.StatusChanged(NOW.plusSeconds(120), status)), given.journal(run));
  }

  @ParameterizedTest
  @EnumSource(value = RunStatus.class, names = {"FAILED", "CANCELLED"})
  void aQueuedRunMayEndWithoutEverHavingBegun(RunStatus status) {
    assertEquals(status, given.end(given.queued(), status).run().state().status());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "SUCCESSFUL      | Run 1 is QUEUED; what can follow is RUNNING, FAILED, CANCELLED.",
      "PARTIAL_SUCCESS | Run 1 is QUEUED; what can follow is RUNNING, FAILED, CANCELLED."})
  void aQueuedRunDoesNotSucceed(RunStatus status, String message) {
    assertRefused(message, given.queued(), () -> given.end(new RunId(1), status));
  }

  @Test
  void nothingFollowsAnEnd() {
    RunId run = given.running();
    given.end(run, RunStatus.SUCCESSFUL);

    assertRefused("Run 1 is SUCCESSFUL; no other status follows.", run, () -> given.end(run, RunStatus.FAILED));
    assertRefused("Run 1 is SUCCESSFUL; no other status follows.", run, () -> given.begin(run));
  }

  @Test
  void theSameReportOnceMoreIsTheSameAnswer() {
    RunId run = given.running();
    assertEquals(given.run(run), given.begin(run));
    NodeTally counts = new NodeTally(3, 0, 1, 0, 0);
    RunRecord first = given.end(run, RunStatus.PARTIAL_SUCCESS, Optional.of(counts), Optional.empty());
    given.clock.advance(Duration.ofMinutes(1));

    assertEquals(first, given.end(run, RunStatus.PARTIAL_SUCCESS, Optional.of(counts), Optional.empty()));
    assertEquals(first, given.end(run, RunStatus.PARTIAL_SUCCESS));
    assertEquals(2, given.journal(run).size());
    assertRefused("Run 1 is PARTIAL SUCCESS; no other status follows.", run,
        () -> given.end(run, RunStatus.PARTIAL_SUCCESS, Optional.of(new NodeTally(2, 0, 2, 0, 0)), Optional.empty()));
  }

  @Test
  void aFailureSaysWhyAndIsAmongTheErrorsOnce() {
    RunId run = given.running();
    Failure failure = Failure.of(FailureCode.WAREHOUSE_UNREACHABLE, "no route to the warehouse");

    given.end(run, RunStatus.FAILED, Optional.empty(), Optional.of(failure));
    given.end(run, RunStatus.FAILED, Optional.empty(), Optional.of(failure));

    assertEquals(new RunState.Failed(NOW, failure), given.run(run).run().state());
    assertEquals(List.of(RunError.ofRun(failure)), given.errors(run));
    assertRefused("Run 1 is FAILED; no other status follows.", run, () -> given.end(run, RunStatus.FAILED, Optional.empty(),
        Optional.of(Failure.of(FailureCode.WAREHOUSE_UNREACHABLE, "something else"))));
  }

  @Test
  void theReportedNodesAreCountedWhenTheReporterDoesNot() {
    RunId run = given.running();
    given.node(run, "orders", "success");
    given.node(run, "items", "error");

    RunRecord row = given.end(run, RunStatus.PARTIAL_SUCCESS);

    assertEquals(Optional.of(new NodeTally(1, 0, 1, 0, 0)), row.tally());
    assertEquals(List.of(Optional.of("model.shop.items")), given.errors(run).stream().map(RunError::uniqueId).toList());
  }

  @Test
  void aFailedNodeWhoseErrorWasReportedGetsNoSecondOne() {
    RunId run = given.running();
    given.node(run, "items", "error");
    RunError told = RunError.ofNode("model.shop.items", new Failure(FailureCode.MODEL_FAILED, "items: column missing", "line 3"));
    given.reportResults.error(PIPELINE, run, told);

    given.end(run, RunStatus.FAILED);

    assertEquals(List.of(told), given.errors(run));
  }

  @Test
  void countsOfAReporterGoBeforeNodes() {
    RunId run = given.running();
    given.node(run, "orders", "success");
    NodeTally counts = new NodeTally(7, 0, 2, 1, 0);

    assertEquals(Optional.of(counts), given.end(run, RunStatus.FAILED, Optional.of(counts), Optional.empty()).tally());
  }

  @ParameterizedTest
  @CsvSource({
      "SUCCESSFUL,      3, 0, 1, 0", "SUCCESSFUL,      3, 0, 0, 1", "PARTIAL_SUCCESS, 3, 0, 0, 0", "PARTIAL_SUCCESS, 0, 0, 2, 1"})
  void countsThatContradictTheWordAreRefused(RunStatus status, int succeeded, int warned, int failed, int skipped) {
    InvalidInput refused = assertThrows(InvalidInput.class,
        () -> new ReportedOutcome(status, Optional.of(new NodeTally(succeeded, warned, failed, skipped, 0)), Optional.empty()));

    assertEquals("counts", refused.field());
  }

  @Test
  void aSuccessOfWhichANodeFailedIsRefusedAndChangesNothing() {
    RunId run = given.running();
    given.node(run, "items", "error");

    assertEquals("status", assertThrows(InvalidInput.class, () -> given.end(run, RunStatus.SUCCESSFUL)).field());
    assertEquals(RunStatus.RUNNING, given.run(run).run().state().status());
  }

  @Test
  void aCancelOfAUserIsSeenAndTheReporterSaysWhatBecameOfIt() {
    RunId run = given.running();
    new CancelRun(given.runs, new ChangeRun(given.runs, given.work), new RunningRuns(), given.logs, given.clock).cancel(PIPELINE.account(), run);

    assertEquals(RunState.Cancelling.class, given.begin(run).run().state().getClass());
    assertEquals(RunStatus.CANCELLED, given.end(run, RunStatus.CANCELLED).run().state().status());
  }

  @ParameterizedTest
  @CsvSource({"2026-03-01T10:06:00Z", "2026-03-01T09:50:00Z", "1999-12-31T23:59:59Z"})
  void anInstantThatCannotBeIsRefused(Instant at) {
    RunId run = given.running();

    assertEquals("at", assertThrows(InvalidInput.class, () -> endAt(run, at)).field());
  }

  /** Clocks differ: what ended before it began, by a little, took no time. */
  @Test
  void aClockThatIsALittleBehindIsTaken() {
    RunId run = given.running();

    RunRecord row = endAt(run, NOW.minusSeconds(3));

    assertEquals(Optional.of(NOW), row.finishedAt());
    assertEquals(row, endAt(run, NOW.minusSeconds(3)));
  }

  @Test
  void aRunOfTheServiceIsNotItsReporters() {
    RunId own = given.runs.add(RunBuilder.aRun().fresh());

    Rejected refused = assertThrows(Rejected.class, () -> given.begin(own));

    assertEquals(FailureCode.RUN_NOT_REPORTED, refused.failure().code());
    assertEquals(RunStatus.QUEUED, given.run(own).run().state().status());
  }

  @Test
  void anotherAccountsRunIsNotFound() {
    RunId run = given.running();
    Caller stranger = new Caller(new AccountId(2), new UserId(9), Role.SERVICE);

    assertThrows(NotFound.class, () -> given.reportStatus.report(stranger, run,
        new StatusReport(new StatusReport.Status.Running(), Optional.empty(), NO_FACTS)));
  }

  @Test
  void aRunIsEnteredOnceUnderAnExternalId() {
    RunReport report = given.report(new RunReport.Stage.Running(Optional.of(NOW.minusSeconds(60))), Optional.of("nightly-5"));
    ReportRun.Entered first = given.reportRun.report(PIPELINE, report);
    ReportRun.Entered again = given.reportRun.report(PIPELINE, report);

    assertEquals(new ReportRun.Entered.Known(first.row()), again);
    assertEquals(Optional.of(NOW.minusSeconds(60)), first.row().startedAt());
    assertEquals(NOW.minusSeconds(60), first.row().queuedAt());
    assertEquals(1, given.journal(first.row().run().id()).size());
  }

  @Test
  void nodesAreReportedWhileTheRunGoesOn() {
    RunId queued = given.queued();
    RunId ended = given.running();
    given.end(ended, RunStatus.SUCCESSFUL);

    Stream.of(queued, ended).forEach(run -> assertEquals(FailureCode.RUN_STATUS_REFUSED,
        assertThrows(Rejected.class, () -> given.node(run, "orders", "success")).failure().code()));
  }

  /** The final status is the last event of a journal. */
  @Test
  void anErrorAfterTheEndIsARowAndNoEvent() {
    RunId run = given.running();
    given.reportResults.error(PIPELINE, run, RunError.ofRun(Failure.of(FailureCode.RUNNER_CRASHED, "two\nlines")));
    given.end(run, RunStatus.FAILED);
    int events = given.journal(run).size();

    given.reportResults.error(PIPELINE, run, RunError.ofRun(Failure.of(FailureCode.RUN_TIMED_OUT, "found out later")));

    assertEquals(2, given.errors(run).size());
    assertEquals(4, events);
    assertEquals(events, given.journal(run).size());
  }

  private RunRecord endAt(RunId run, Instant at) {
    return given.reportStatus.report(PIPELINE, run, new StatusReport(new StatusReport.Status.Ended(
        new ReportedOutcome(RunStatus.SUCCESSFUL, Optional.empty(), Optional.empty())), Optional.of(at), NO_FACTS));
  }

  private static void assertRefused(String message, RunId run, Runnable report) {
    Rejected refused = assertThrows(Rejected.class, report::run, "run " + run.value());
    assertEquals(FailureCode.RUN_STATUS_REFUSED, refused.failure().code());
    assertEquals(message, refused.failure().message());
  }
}
