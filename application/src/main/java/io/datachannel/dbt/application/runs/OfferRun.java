package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/** Puts a run into the queue, within its account's quota. */
public final class OfferRun {
  private final AccountSlots slots;
  private final Runs runs;
  private final int quota;
  private final UnitOfWork work;
  private final WorkSignal signal;

  /** @param quota how many runs of one account may wait at once */
  public OfferRun(AccountSlots slots, Runs runs, int quota, UnitOfWork work, WorkSignal signal) {
    this.slots = slots;
    this.runs = runs;
    this.quota = quota;
    this.work = work;
    this.signal = signal;
  }

  /** @throws Rejected with QUEUE_FULL when as many runs of the account wait as may */
  public RunId offer(NewRun run) {
    return offer(run.account(), List.of(run)).stream().findFirst().orElseThrow(this::full);
  }

  /** @return the runs that were queued, in the order they were asked for; where they are fewer, the others are {@link #full} */
  public List<RunId> offer(AccountId account, List<NewRun> asked) {
    return work.inTransaction(() -> {
      int room = Math.clamp(quota - slots.lock(account).queued(), 0, asked.size());
      List<RunId> queued = runs.addAll(account, asked.subList(0, room));
      if (room > 0) {
        work.afterCommit(signal::workIsQueued);
      }
      return queued;
    });
  }

  /** What there is to say of a run for which there is no room. */
  public Rejected full() {
    return new Rejected(Failure.of(FailureCode.QUEUE_FULL, quota
        + " runs of this account wait already, which is the most; wait until some have started, or cancel some."));
  }
}
