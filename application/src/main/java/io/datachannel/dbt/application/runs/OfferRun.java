package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    return offer(List.of(run)).getFirst().orElseThrow(this::full);
  }

  /** @return for each of them the run that was queued; empty where as many of its account wait as may */
  public List<Optional<RunId>> offer(List<NewRun> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    return work.inTransaction(() -> {
      Map<AccountId, Integer> room = new HashMap<>();
      slots.lockAll(accounts(asked)).forEach((account, slot) -> room.put(account, quota - slot.queued()));
      List<NewRun> taken = asked.stream().filter(run -> room.merge(run.account(), -1, Integer::sum) >= 0).toList();
      Map<NewRun, RunId> queued = new IdentityHashMap<>();
      List<RunId> ids = runs.addAll(taken);
      for (int number = 0; number < taken.size(); number++) {
        queued.put(taken.get(number), ids.get(number));
      }
      if (!taken.isEmpty()) {
        work.afterCommit(signal::workIsQueued);
      }
      return asked.stream().map(run -> Optional.ofNullable(queued.get(run))).toList();
    });
  }

  /** Locks the queues of accounts until the end of the transaction around this call. */
  public void lock(List<AccountId> accounts) {
    slots.lockAll(Set.copyOf(accounts));
  }

  private static Set<AccountId> accounts(List<NewRun> asked) {
    return asked.stream().map(NewRun::account).collect(Collectors.toSet());
  }

  private Rejected full() {
    return new Rejected(Failure.of(FailureCode.QUEUE_FULL, quota
        + " runs of this account wait already, which is the most; wait until some have started, or cancel some."));
  }
}
