package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;

import io.datachannel.dbt.application.runs.RunQueue.QueuedRun;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ports that keep runs, over the same rows, with what a service does to them. */
public record RunStore(UnitOfWork unitOfWork, Runs runs, RunQueue queue, RunLedger ledger, AccountSlots slots) {

  public Optional<Run> claim(String owner, Duration length) {
    return claim(owner, length, 1).stream().findFirst();
  }

  /** Claims the next runs, at most one of each account. */
  public List<Run> claim(String owner, Duration length, int most) {
    return unitOfWork.inTransaction(() -> claim(queue.lockNext(most), owner, length));
  }

  /** Moves a run as the one who holds it would. @return the rows changed */
  public int move(RunId id, RunState next) {
    return unitOfWork.inTransaction(() -> runs.move(runs.lock(id).orElseThrow(), next));
  }

  /** The counts of an account. */
  public AccountSlots.Slot slot(AccountId account) {
    return unitOfWork.inTransaction(() -> slots.lock(account));
  }

  /** Takes a run out of the queue as a claim would that finds it must wait. */
  public int block(RunId id, QueuePlace.Wait wait) {
    return unitOfWork.inTransaction(() -> {
      runs.lock(id);
      return queue.block(id, wait);
    });
  }

  public int release(RunId waitedFor) {
    return unitOfWork.inTransaction(() -> queue.release(waitedFor));
  }

  private List<Run> claim(List<QueuedRun> next, String owner, Duration length) {
    List<Runs.Begun> begun = next.stream().map(queued -> new Runs.Begun(
        queued.run(), new RunState.Running(STARTED_AT, new Lease(owner, queued.lastFencingNumber() + 1)))).toList();
    if (!begun.isEmpty() && runs.begin(begun, length) != begun.size()) {
      throw new IllegalStateException("a locked run could not be claimed");
    }
    return begun.stream().map(one -> new Run(one.queued().id(), one.queued().account(), one.queued().project(), one.queued().order(),
        one.state())).toList();
  }
}
