package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retries of runs of several calls of dbt. */
class RetryStepsTest {
  private static final DbtStep SEED = DbtStep.of(DbtCommand.SEED);
  private static final DbtStep RUN = DbtStep.of(DbtCommand.RUN);
  private static final DbtStep TEST = DbtStep.of(DbtCommand.TEST);

  @TempDir private Path folder;
  private RunFixture fixture;

  @BeforeEach
  void aProject() {
    fixture = new RunFixture(folder);
    fixture.dbt.on("seed", new DbtEnd.Completed(), Nodes.success("countries"))
        .on("run", new DbtEnd.Completed(), Nodes.success("orders"), Nodes.error("customers", "no such column"))
        .on("test", new DbtEnd.Completed(), Nodes.failedTest("unique_id"));
  }

  private RunOrder retried(RunId id) {
    return fixture.retryRun().retry(RunFixture.CALLER, id).run().order();
  }

  @Test
  void itBeginsWithWhatTheFailedStepLeftAndGoesOnAsOrdered() {
    RunOrder again = retried(fixture.ran(fixture.queued(SEED, RUN, TEST)).run().id());

    assertEquals(List.of("run", "test"), again.steps().stream().map(step -> step.command().word()).toList());
    assertEquals(List.of("model.shop.customers"), again.steps().getFirst().only().orElseThrow().names());
    assertEquals(new ModelSelection.AllModels(), again.selection());
    assertEquals(TEST, again.steps().getLast());
  }

  @Test
  void theRetryOfARetryBeginsWhereThatFailed() {
    RunId first = fixture.ran(fixture.queued(SEED, RUN, TEST)).run().id();
    fixture.dbt.on("run", new DbtEnd.Completed(), Nodes.success("customers"));
    RunId second = fixture.retryRun().retry(RunFixture.CALLER, first).run().id();
    fixture.theLastRefreshFound("orders", "customers");

    RunOrder third = retried(fixture.ran(second).run().id());

    List<String> words = fixture.dbt.requests().get(2).arguments();
    assertEquals("shop.marts.customers", words.get(words.indexOf("--select") + 1));
    assertEquals(List.of(DbtCommand.TEST), third.steps().stream().map(DbtStep::command).toList());
    assertEquals(new ModelSelection.SelectedModels(List.of("test.shop.unique_id")), third.selection());
  }

  @Test
  void aStepThatBrokeOffIsBegunAnewAsAWhole() {
    fixture.dbt.on("run", new DbtEnd.Failed(Failure.of(FailureCode.WAREHOUSE_UNREACHABLE, "No one answers.")));

    assertEquals(List.of(RUN, TEST), retried(fixture.ran(fixture.queued(SEED, RUN, TEST)).run().id()).steps());
  }

  @Test
  void aRunThatFailedBeforeItsFirstStepIsAskedForAsAWhole() {
    fixture.git.failingWith(Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no branch main."));

    assertEquals(List.of(SEED, RUN), retried(fixture.ran(fixture.queued(SEED, RUN)).run().id()).steps());
  }

  @Test
  void aCancelledRunGoesOnWithTheStepThatWasStopped() {
    RunFixture.UnderWay work = fixture.underWay("run", fixture.queued(SEED, RUN, TEST));
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), work.id());
    work.done().join();

    assertEquals(List.of(RUN, TEST), retried(work.id()).steps());
  }

  @Test
  void whatWasMissingGoesThroughAllSteps() {
    fixture.dbt.on("run", new DbtEnd.Completed(), Nodes.success("orders")).on("test", new DbtEnd.Completed(), Nodes.success("unique_id"));
    fixture.theLastRefreshFound("orders");
    RunId id = fixture.runs.add(aRun().of(fixture.project).selecting("orders", "late").inSteps(RUN, TEST).fresh());
    fixture.ran(id);
    assertEquals(FailureCode.NOTHING_TO_RETRY, assertThrows(Rejected.class, () -> retried(id)).failure().code());

    fixture.theLastRefreshFound("orders", "late");

    assertEquals(List.of(List.of("late"), List.of("late")), retried(id).steps().stream().map(step -> step.only().orElseThrow().names()).toList());
  }
}
