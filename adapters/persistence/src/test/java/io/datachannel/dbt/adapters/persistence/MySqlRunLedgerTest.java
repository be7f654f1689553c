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
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
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

  /** Together they have 13 MB, and what a server takes in one statement may be less. */
  @Test
  void manyErrorsWithLongMessagesAreRecorded() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1));
    Failure failure = new Failure(FailureCode.MODEL_FAILED, LONG, LONG);
    TestDatabase.execute(TestDatabase.settings(), List.of("set global max_allowed_packet = 4194304"));
    try (Database narrow = Database.open(TestDatabase.settings(), PlatformTables.PRESENT)) {
      new MySqlRunLedger(narrow).recordErrors(id, HELD,
          IntStream.range(0, 100).mapToObj(number -> RunError.ofNode("model.shop." + number, failure)).toList());
    } finally {
      TestDatabase.execute(TestDatabase.settings(), List.of("set global max_allowed_packet = 268435456"));
    }

    assertEquals(100, store().ledger().errors(OURS, id).size());
  }

  /** While copies are upgraded one after the other. */
  @Test
  void aCodeOfANewerVersionIsAnInternalErrorWithItsMessage() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1));
    Failure failure = Failure.of(FailureCode.RUNNER_CRASHED, "It says what to do.");
    store().ledger().recordErrors(id, HELD, List.of(RunError.ofRun(failure)));
    store().move(id, new RunState.Failed(Instant.parse("2026-03-01T10:00:00Z"), failure));
    TestDatabase.execute(TestDatabase.settings(), List.of(
        "update dc_logs.log_dbt_project_run set failure_code = 'NOT_KNOWN_YET' where id = " + id.value(),
        "update dc_logs.log_dbt_project_run_errors set code = 'NOT_KNOWN_YET' where log_dbt_project_run_id = " + id.value()));

    Failure read = Failure.of(FailureCode.INTERNAL_ERROR, "It says what to do.");
    assertEquals(read, store().ledger().errors(OURS, id).getFirst().failure());
    assertEquals(read, ((RunState.Failed) store().runs().find(OURS, id).orElseThrow().run().state()).failure());
  }
}
