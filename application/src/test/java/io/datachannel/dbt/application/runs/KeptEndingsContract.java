package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every place for ends of runs keeps to. */
public abstract class KeptEndingsContract {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
  protected static final KeptEnding COMPLETED = ending(7, 1, new RunEvent.Completed(AT, new NodeTally(1, 2, 3, 4, 5)));

  /** Of this test; each call gives the same ones, as a process that starts again would find them. */
  protected abstract KeptEndings endings();

  @Test
  void everyKindOfEndComesBackAsItWas() {
    List<KeptEnding> kept = List.of(
        COMPLETED,
        ending(8, 2, new RunEvent.StepFailed(AT, new Failure(FailureCode.PARSE_FAILED, "größer \"als\"\ngedacht", "Traceback\n\tline 1"))),
        ending(9, 3, new RunEvent.Stopped(AT)),
        ending(10, 4, new RunEvent.Requeued(AT, AT.minusSeconds(60))));

    kept.reversed().forEach(endings()::keep);

    assertEquals(kept, endings().all());
  }

  @Test
  void ofOneRunAndFencingNumberTheLastOneCounts() {
    endings().keep(ending(7, 1, new RunEvent.Stopped(AT)));
    endings().keep(COMPLETED);
    endings().keep(ending(7, 2, new RunEvent.Stopped(AT)));

    assertEquals(List.of(COMPLETED, ending(7, 2, new RunEvent.Stopped(AT))), endings().all());
  }

  @Test
  void whatIsForgottenIsGoneAndMayBeForgottenAgain() {
    endings().keep(COMPLETED);

    endings().forget(COMPLETED);
    endings().forget(COMPLETED);

    assertEquals(List.of(), endings().all());
  }

  private static KeptEnding ending(int run, long fencingNumber, RunEvent event) {
    return new KeptEnding(new AccountId(3), new RunId(run), new Lease("host/1", fencingNumber), event,
        List.of(new NodeResult("model.shop.orders", "model", "orders", "success", Optional.of(AT), Duration.ofNanos(123_456_789),
                OptionalLong.of(5), "SELECT 5", "Thread-1"),
            new NodeResult("model.shop.items", "model", "items", "skipped", Optional.empty(), Duration.ZERO,
                OptionalLong.empty(), "", "")),
        List.of(RunError.ofNode("model.shop.items", Failure.of(FailureCode.MODEL_FAILED, "items: no such column")),
            RunError.ofRun(Failure.of(FailureCode.MODEL_UNKNOWN, "gone"))),
        List.of(new StepResult(StepState.SUCCEEDED, Optional.of(AT), Optional.of(Duration.ofNanos(123_456_789))), StepResult.in(StepState.NOT_RUN)));
  }
}
