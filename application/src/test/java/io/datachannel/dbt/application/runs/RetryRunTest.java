package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRunTest {
  private static final RunState.Final PARTIAL = new RunState.PartiallySuccessful(FINISHED_AT, new NodeTally(1, 0, 1, 1, 0));
  private static final RunState.Final NOTHING_SUCCEEDED =
      new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.MODEL_FAILED, "Nothing of this run succeeded."));

  @TempDir
  private Path folder;
  private RunFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new RunFixture(folder);
  }

  @Test
  void whatFailedOrWasSkippedIsBuiltAgainAsItWasOrdered() {
    RunBuilder asked = aRun().scheduled().doing(DbtCommand.BUILD).refreshingFully().withVars("{\"day\": 1}")
        .withArguments("--fail-fast", "--exclude", "tag:slow", "--indirect-selection", "cautious").within(Duration.ofSeconds(90));
    RunId run = ended(asked, PARTIAL, node("model", "good", "success"), node("seed", "warned", "warn"), node("model", "bad", "error"),
        node("test", "unique_bad_id.1a2b", "skipped"), node("unit_test", "bad.u", "fail"), node("operation", "hook-0", "error"));

    RunRecord again = retry(run);

    assertEquals(new RunOrder(RunType.MANUAL, DbtCommand.BUILD,
        fixture.selecting("model.shop.bad", "test.shop.unique_bad_id.1a2b", "unit_test.shop.bad.u"), true, "{\"day\": 1}",
        aRun().withArguments("--fail-fast", "--indirect-selection", "empty").order().arguments(), 4, Duration.ofSeconds(90)),
        again.run().order());
    assertEquals(Optional.of(run), again.retryOf());
    assertEquals(new RunState.Queued(fixture.clock.instant()), again.run().state());
  }

  @Test
  void aRunInWhichNothingSucceededIsRetriedByItsNodes() {
    RunId run = ended(aRun(), NOTHING_SUCCEEDED, node("model", "bad", "error"), node("model", "child", "skipped"));

    assertEquals(fixture.selecting("model.shop.bad", "model.shop.child"), retry(run).run().order().selection());
  }

  @Test
  void aRetryIsRetriedAlike() {
    RunId first = ended(aRun(), PARTIAL, node("model", "good", "success"), node("model", "bad", "error"));
    RunId second = retry(first).run().id();
    end(second, NOTHING_SUCCEEDED, node("model", "bad", "error"));

    RunRecord third = retry(second);

    assertEquals(Optional.of(second), third.retryOf());
    assertEquals(List.of("--indirect-selection", "empty"), third.run().order().arguments().words());
  }

  @Test
  void aRunThatBrokeOffIsRetriedAsItWas() {
    ModelSelection selection = fixture.selecting("orders", "items");
    List<RunState.Final> ends = List.of(new RunState.Cancelled(FINISHED_AT),
        new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.RUN_TIMED_OUT, "It took too long.")),
        new RunState.Failed(FINISHED_AT, Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no branch.")));
    for (RunState.Final end : ends) {
      RunId run = ended(aRun().scheduled().selecting("orders", "items"), end, node("model", "orders", "success"));

      assertEquals(aRun().selecting("orders", "items").order(), retry(run).run().order());
      assertEquals(selection, retry(run).run().order().selection());
    }
  }

  @Test
  void aRunWhoseHooksAloneFailedIsRetriedAsItWas() {
    RunId run = ended(aRun(), PARTIAL, node("model", "orders", "success"), node("operation", "on-run-end-0", "error"));

    assertEquals(aRun().order(), retry(run).run().order());
  }

  @ParameterizedTest
  @EnumSource(RunType.class)
  void aMissingModelIsKeptWhenTheProjectHasItNow(RunType type) {
    fixture.theLastRefreshFound("orders", "found");
    RunBuilder asked = type == RunType.SCHEDULED ? aRun().scheduled() : aRun();
    RunId run = ended(asked.selecting("orders", "found", "gone"), PARTIAL, node("model", "orders", "success"));
    fixture.ledger.recordErrors(run, FIRST_LEASE, RunErrors.ofMissing(type, List.of("found", "gone")));

    assertEquals(fixture.selecting("found"), retry(run).run().order().selection());
  }

  @ParameterizedTest
  @EnumSource(RunType.class)
  void missingModelsThatAreStillMissingLeaveNothingToRetry(RunType type) {
    RunId run = ended(aRun().selecting("orders", "gone"), PARTIAL, node("model", "orders", "success"));
    fixture.ledger.recordErrors(run, FIRST_LEASE, RunErrors.ofMissing(type, List.of("gone")));

    assertEquals(FailureCode.NOTHING_TO_RETRY, refused(run));
  }

  @Test
  void moreNodesThanARunMayNameAreBuiltWithAllOthers() {
    List<NodeResult> nodes = new ArrayList<>();
    for (int number = 0; number <= ModelSelection.SelectedModels.MOST; number++) {
      nodes.add(node("model", "m" + number, "skipped"));
    }
    RunId run = ended(aRun(), NOTHING_SUCCEEDED, nodes.toArray(NodeResult[]::new));

    assertEquals(aRun().order(), retry(run).run().order());
  }

  @Test
  void aSuccessfulRunLeavesNothingToRetry() {
    RunId run = ended(aRun(), new RunState.Successful(FINISHED_AT, new NodeTally(1, 0, 0, 0, 0)), node("model", "orders", "success"));

    assertEquals(FailureCode.NOTHING_TO_RETRY, refused(run));
  }

  @Test
  void aRunThatGoesOnIsNotRetried() {
    RunId run = add(aRun());
    assertEquals(FailureCode.RUN_NOT_FINISHED, refused(run));

    move(run, new RunState.Running(STARTED_AT, FIRST_LEASE));
    assertEquals(FailureCode.RUN_NOT_FINISHED, refused(run));

    move(run, new RunState.Cancelling(STARTED_AT, FIRST_LEASE, STARTED_AT));
    assertEquals(FailureCode.RUN_NOT_FINISHED, refused(run));
  }

  @Test
  void anotherAccountsRunIsNotFound() {
    RunId run = ended(aRun(), PARTIAL, node("model", "bad", "error"));
    Caller stranger = new Caller(new AccountId(2), new UserId(2), Role.ADMIN);

    assertThrows(NotFound.class, () -> fixture.retryRun().retry(stranger, run));
  }

  private static NodeResult node(String type, String name, String status) {
    return new NodeResult(type + ".shop." + name, type, name, status, Optional.empty(), Duration.ZERO, OptionalLong.empty(), "", "");
  }

  private RunId add(RunBuilder run) {
    return fixture.runs.add(run.of(fixture.project).fresh());
  }

  private RunId ended(RunBuilder asked, RunState.Final end, NodeResult... nodes) {
    RunId run = add(asked);
    end(run, end, nodes);
    return run;
  }

  private void end(RunId run, RunState.Final end, NodeResult... nodes) {
    move(run, new RunState.Running(STARTED_AT, FIRST_LEASE));
    fixture.ledger.recordNodes(run, FIRST_LEASE, List.of(nodes));
    move(run, end);
  }

  private void move(RunId run, RunState next) {
    assertEquals(1, fixture.runs.move(fixture.runs.lock(run).orElseThrow(), next));
  }

  private RunRecord retry(RunId run) {
    return fixture.retryRun().retry(RunFixture.CALLER, run);
  }

  private FailureCode refused(RunId run) {
    return assertThrows(Rejected.class, () -> retry(run)).failure().code();
  }
}
