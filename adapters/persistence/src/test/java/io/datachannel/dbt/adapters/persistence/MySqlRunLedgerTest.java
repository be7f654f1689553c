package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.runs.RunLedgerContract;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunLedgerTest extends RunLedgerContract {
  private static final Lease HELD = new Lease("copy-a", 1);
  private static final String LONG = "head " + "é🦆\\'\"".repeat(50_000) + " tail";

  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Test
  void longTextsAreCutToTheirColumnsAndKeepHeadAndTail() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1));

    store().ledger().recordErrors(id, HELD, List.of(RunError.ofNode("model." + "x".repeat(900) + ".orders",
        new Failure(FailureCode.MODEL_FAILED, LONG, LONG))));
    store().ledger().recordNodes(id, HELD, List.of(new NodeResult("model." + "x".repeat(900) + ".orders", "model", LONG, LONG,
        Optional.empty(), Duration.ZERO, OptionalLong.empty(), LONG, LONG)));

    RunError error = store().ledger().errors(OURS, id).getFirst();
    assertTrue(error.failure().detail().startsWith("head é🦆"));
    assertTrue(error.failure().detail().endsWith(" tail"));
    assertEquals(700, error.uniqueId().orElseThrow().length());
    NodeResult node = store().ledger().nodes(OURS, id).getFirst();
    assertTrue(node.message().endsWith(" tail"));
    assertTrue(node.uniqueId().endsWith(".orders"));
  }
}
