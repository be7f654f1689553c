package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault-44")
class OfferRunTest {
  private final InMemoryRuns runs = new InMemoryRuns();
  private final OfferRun offer = new OfferRun(runs.slots(4), runs, 2, new DirectUnitOfWork(), new WorkSignal());

  @Test
  void anAccountThatHasItsQuotaWaitingIsRefusedUntilOneHasLeftTheQueue() {
    var first = offer.offer(aRun().fresh());
    offer.offer(aRun().fresh());

    assertEquals(FailureCode.QUEUE_FULL, assertThrows(Rejected.class, () -> offer.offer(aRun().fresh())).failure().code());

    runs.move(runs.lock(first).orElseThrow(), new RunState.Cancelled(RunBuilder.FINISHED_AT));
    offer.offer(aRun().fresh());
  }

  @Test
  void theQuotaOfOneAccountIsNoneOfAnothers() {
    offer.offer(aRun().fresh());
    offer.offer(aRun().fresh());

    offer.offer(aRun().in(new AccountId(2)).fresh());
  }
}
