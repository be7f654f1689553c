package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FIRST_LEASE;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeRowsTest {
  private static final NodeResult ORDERS = Nodes.success("orders").result();
  private static final NodeResult ITEMS = Nodes.success("items").result();

  private final List<List<NodeResult>> written = new ArrayList<>();
  private final Run run = aRun().running().build();
  private final NodeRows rows = new NodeRows(new MeanwhileLedger(), new ClaimedRun(
      run, FIRST_LEASE, new LeaseWatch(RunFixture.TERMS, InstantSource.fixed(STARTED_AT), STARTED_AT), QUEUED_AT));

  @Test
  void aResultThatComesWhileOthersAreWrittenDoesNotWaitAndIsWrittenNext() {
    rows.add(ORDERS);

    rows.flush();
    rows.flush();
    rows.flush();

    assertEquals(List.of(List.of(ORDERS), List.of(ITEMS)), written);
    assertEquals(List.of(ORDERS, ITEMS), rows.all());
  }

  /** The row of the run is locked while some are written; its lease is renewed in between. */
  @Test
  void manyResultsAreWrittenByAFewHundred() {
    IntStream.range(0, 1200).forEach(number -> rows.add(Nodes.success("model_" + number).result()));

    rows.flush();

    assertEquals(List.of(500, 500, 201), written.stream().map(List::size).toList());
  }

  /** While it writes for the first time, dbt tells of one more node; by another thread, as its output is read. */
  private final class MeanwhileLedger implements RunLedger {
    @Override
    public int recordNodes(RunId id, Lease lease, List<NodeResult> results) {
      if (written.isEmpty()) {
        CompletableFuture.runAsync(() -> rows.add(ITEMS)).orTimeout(10, TimeUnit.SECONDS).join();
      }
      written.add(results);
      return results.size();
    }

    @Override
    public int recordCommit(RunId id, Lease lease, String commit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int recordEnvironment(RunId id, Lease lease, PreparedEnvironment prepared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int recordErrors(RunId id, Lease lease, List<RunError> errors) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void recordLog(RunId id, String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<NodeResult> nodes(AccountId account, RunId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<RunError> errors(AccountId account, RunId id, WantedErrors wanted) {
      throw new UnsupportedOperationException();
    }
  }
}
