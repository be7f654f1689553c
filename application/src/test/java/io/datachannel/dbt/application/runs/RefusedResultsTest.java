package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database answers, and will never take what a run has found: it ends without that, rather than never. */
class RefusedResultsTest {
  private static final AccountId OURS = RunFixture.CALLER.account();

  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
  }

  @Test
  void aRunThatSucceededFailsSinceItsResultsAreNotThere() {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));

    RunRecord run = refused();

    RunState.Failed failed = (RunState.Failed) run.run().state();
    assertEquals(FailureCode.INTERNAL_ERROR, failed.failure().code());
    assertEquals(List.of(FailureCode.INTERNAL_ERROR), errors(run.run().id()));
    assertEquals(List.of(), fixture.endings.all());
    assertEquals(List.of(), fixture.queue.expired(10));
  }

  @Test
  void aRunThatFailedStillTellsOfWhat() {
    fixture.dbt.on("build", new DbtEnd.Failed(Failure.of(FailureCode.PARSE_FAILED, "broken Jinja")), Nodes.success("orders"));

    RunRecord run = refused();

    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals("It had failed with PARSE_FAILED.",
        fixture.ledger.errors(OURS, run.run().id()).getFirst().failure().message().replaceFirst(".* (?=It had)", ""));
  }

  @Test
  void otherRunsHaveTheirResultsMeanwhile() {
    RunFixture.UnderWay one = fixture.underWay(Nodes.success("orders"));
    RunFixture.UnderWay other = fixture.underWay(Nodes.success("orders"));
    List<RunId> order = fixture.running.all().stream().map(control -> control.claimed().run().id()).toList();
    fixture.ledger.refuseNodesOf(order.getFirst());

    assertThrows(PortFailure.class, new RecordProgress(fixture.running)::tick);

    assertEquals(List.of("model.shop.orders"), fixture.ledger.nodes(OURS, order.getLast()).stream().map(NodeResult::uniqueId).toList());
    List.of(one, other).forEach(run -> fixture.cancelRun().cancel(OURS, run.id()));
    List.of(one, other).forEach(run -> run.done().join());
    assertEquals(RunStatus.CANCELLED, fixture.run(order.getFirst()).run().state().status());
  }

  private RunRecord refused() {
    RunId id = fixture.queued();
    fixture.ledger.refuseNodesOf(id);
    return fixture.ran(id);
  }

  private List<FailureCode> errors(RunId id) {
    return fixture.ledger.errors(OURS, id).stream().map(error -> error.failure().code()).toList();
  }
}
