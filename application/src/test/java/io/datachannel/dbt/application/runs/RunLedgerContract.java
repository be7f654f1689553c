package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RunLedger} does. */
public abstract class RunLedgerContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Lease HELD = new Lease("copy-a", 1);
  private static final Lease STALE = new Lease("copy-a", 0);
  private static final Lease STRANGE = new Lease("copy-b", 1);
  private static final RunError ERROR = RunError.ofNode("model.shop.orders",
      new Failure(FailureCode.MODEL_FAILED, "column \"x\" isn't there 🦆", "Traceback\n  File \"a\\b\", line 1\n\tBoom 'é'"));

  private static final PreparedEnvironment ENVIRONMENT =
      new PreparedEnvironment(new Environment(Path.of("python"), "ab12", "cd34", false), "1.11.16", List.of());

  protected abstract RunStore store();

  private RunLedger ledger() {
    return store().ledger();
  }

  private RunId running() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofHours(1)).orElseThrow();
    return id;
  }

  @Test
  public void commitEnvironmentAndLogAreFoundInTheRecord() {
    RunId id = running();

    assertEquals(1, ledger().recordCommit(id, HELD, "0123456789abcdef0123456789abcdef01234567"));
    assertEquals(1, ledger().recordEnvironment(id, HELD, ENVIRONMENT));
    ledger().recordLog(id, "file:///logs/1/ü.log");

    RunRecord found = store().runs().find(OURS, id).orElseThrow();
    assertEquals(Optional.of("0123456789abcdef0123456789abcdef01234567"), found.commit());
    assertEquals(Optional.of("ab12"), found.fingerprint());
    assertEquals(Optional.of("1.11.16"), found.dbtVersion());
    assertEquals(Optional.of("file:///logs/1/ü.log"), found.logPath());
  }

  @Test
  public void aLostLeaseWritesNothing() {
    RunId id = running();
    for (Lease lost : List.of(STALE, STRANGE)) {
      assertEquals(0, ledger().recordCommit(id, lost, "0123"));
      assertEquals(0, ledger().recordEnvironment(id, lost, ENVIRONMENT));
      assertEquals(0, ledger().recordNodes(id, lost, List.of(node("model.shop.orders", "success"))));
      assertEquals(0, ledger().recordErrors(id, lost, List.of(ERROR)));
    }
    RunRecord found = store().runs().find(OURS, id).orElseThrow();
    assertEquals(Optional.empty(), found.commit());
    assertEquals(List.of(), ledger().nodes(OURS, id));
    assertEquals(List.of(), ledger().errors(OURS, id));
  }

  @Test
  public void nodesKeepTheOrderInWhichTheyEnded() {
    RunId id = running();
    NodeResult first = node("model.shop.orders", "success");
    NodeResult neverStarted = new NodeResult("model.shop.customers", "model", "customers", "skipped", Optional.empty(),
        Duration.ZERO, OptionalLong.empty(), "skipped since 'model.shop.\"o\\rders\"' failed 🦆", "");

    assertEquals(1, ledger().recordNodes(id, HELD, List.of(first)));
    assertEquals(1, ledger().recordNodes(id, HELD, List.of(neverStarted)));

    assertEquals(List.of(first, neverStarted), ledger().nodes(OURS, id));
  }

  @Test
  public void aNodeRecordedAgainReplacesItsRow() {
    RunId id = running();
    ledger().recordNodes(id, HELD, List.of(node("model.shop.a", "error"), node("model.shop.b", "success")));

    assertEquals(2, ledger().recordNodes(id, HELD, List.of(node("model.shop.a", "success"), node("model.shop.b", "success"))));

    assertEquals(List.of(node("model.shop.a", "success"), node("model.shop.b", "success")), ledger().nodes(OURS, id));
  }

  @Test
  public void hundredsOfNodesAreRecordedAtOnce() {
    RunId id = running();
    List<NodeResult> many = IntStream.range(0, 501).mapToObj(number -> node("model.shop.m" + number, "success")).toList();

    assertEquals(501, ledger().recordNodes(id, HELD, many));
    assertEquals(many, ledger().nodes(OURS, id));
  }

  @Test
  public void recordingNothingIsAllowed() {
    RunId id = running();

    assertEquals(0, ledger().recordNodes(id, HELD, List.of()));
    assertEquals(0, ledger().recordErrors(id, HELD, List.of()));
  }

  @Test
  public void errorsKeepTheirOrder() {
    RunId id = running();
    RunError ofRun = RunError.ofRun(Failure.of(FailureCode.BRANCH_NOT_FOUND, "There is no branch 'x'."));

    assertEquals(2, ledger().recordErrors(id, HELD, List.of(ofRun, ERROR)));

    assertEquals(List.of(ofRun, ERROR), ledger().errors(OURS, id));
  }

  @Test
  public void errorsAreReadByTheirCodesAndNoMoreThanAreWanted() {
    RunId id = running();
    RunError again = RunError.ofRun(Failure.of(FailureCode.RUN_QUEUED_AGAIN, "Its copy was lost."));
    RunError missing = RunError.ofNode("model.shop.gone", Failure.of(FailureCode.MODEL_MISSING, "It is gone."));
    ledger().recordErrors(id, HELD, List.of(again, ERROR, missing, ERROR));

    assertEquals(List.of(ERROR), ledger().errors(OURS, id, WantedErrors.FIRST));
    assertEquals(List.of(missing), ledger().errors(OURS, id, WantedErrors.of(FailureCode.MODEL_MISSING)));
    assertEquals(List.of(again, ERROR), ledger().errors(OURS, id, new WantedErrors(Optional.empty(), Optional.empty(), 2)));
    assertEquals(List.of(), ledger().errors(ANOTHER, id, WantedErrors.FIRST));
  }

  @Test
  public void errorsAndLogAreWrittenAlsoAfterTheEndButNodesAreNot() {
    RunId id = running();
    store().move(id, new RunState.Failed(FINISHED_AT, ERROR.failure()));

    assertEquals(1, ledger().recordErrors(id, HELD, List.of(ERROR)));
    ledger().recordLog(id, "file:///logs/1");
    assertEquals(Optional.of("file:///logs/1"), store().runs().find(OURS, id).orElseThrow().logPath());
    assertEquals(0, ledger().recordNodes(id, HELD, List.of(node("model.shop.a", "success"))));
    assertEquals(0, ledger().recordCommit(id, HELD, "0123"));
  }

  @Test
  public void aRunThatFailedOrWasStoppedCountsWhatItHadDone() {
    for (RunState end : List.of(new RunState.Cancelled(FINISHED_AT), new RunState.Failed(FINISHED_AT, ERROR.failure()))) {
      RunId id = running();
      ledger().recordNodes(id, HELD, List.of(node("model.shop.a", "success"), node("model.shop.b", "error"),
          node("model.shop.c", "warn"), node("model.shop.d", "skipped"), node("model.shop.e", "no-op")));

      store().move(id, end);

      assertEquals(Optional.of(new NodeTally(1, 1, 1, 1, 1)), store().runs().find(OURS, id).orElseThrow().tally());
    }
  }

  @Test
  public void anotherAccountReadsNothing() {
    RunId id = running();
    ledger().recordNodes(id, HELD, List.of(node("model.shop.a", "success")));
    ledger().recordErrors(id, HELD, List.of(ERROR));

    assertEquals(List.of(), ledger().nodes(ANOTHER, id));
    assertEquals(List.of(), ledger().errors(ANOTHER, id));
  }

  protected static NodeResult node(String uniqueId, String status) {
    return new NodeResult(uniqueId, "model", uniqueId.substring(uniqueId.lastIndexOf('.') + 1), status, Optional.of(STARTED_AT),
        Duration.ofMillis(1234), OptionalLong.of(42), "OK 'é' 🦆", "Thread-1");
  }
}
