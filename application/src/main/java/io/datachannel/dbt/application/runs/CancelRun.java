package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.InstantSource;

/** Stops a run at a user's wish: a queued one at once, a running one as soon as dbt has stopped. */
public final class CancelRun {
  private final Runs runs;
  private final ChangeRun change;
  private final RunningRuns running;
  private final RunLogs logs;
  private final InstantSource clock;

  public CancelRun(Runs runs, ChangeRun change, RunningRuns running, RunLogs logs, InstantSource clock) {
    this.runs = runs;
    this.change = change;
    this.running = running;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * @return the run after the request
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_ALREADY_FINISHED when there is nothing left to stop
   */
  public RunRecord cancel(AccountId account, RunId id) {
    request(account, id).run();
    return find(account, id);
  }

  /**
   * The same as a part of a transaction that does more.
   *
   * @return what is to be done behind its commit; a run that is under way hears of the request without it, too
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_ALREADY_FINISHED when there is nothing left to stop
   */
  public Runnable request(AccountId account, RunId id) {
    find(account, id);
    return switch (change.apply(id, new RunEvent.CancelRequested(clock.instant()))) {
      case RunChange.Changed changed -> () -> tell(account, id, changed.state());
      case RunChange.Refused refused -> throw new Rejected(Failure.of(FailureCode.RUN_ALREADY_FINISHED,
          "Run " + id.value() + " is " + refused.state().status().wireName() + " already; there is nothing to cancel."));
      case RunChange.Fenced _ -> throw new IllegalStateException("a user's request carries no lease");
    };
  }

  private void tell(AccountId account, RunId id, RunState state) {
    if (state instanceof RunState.Final ended) {
      try (RunLogs.Writer journal = logs.open(account, id)) {
        journal.append(new JournalEvent.StatusChanged(ended.finishedAt(), ended.status()));
      }
    }
    running.cancel(id);
  }

  private RunRecord find(AccountId account, RunId id) {
    return runs.find(account, id).orElseThrow(() -> NotFound.of("run", id.value()));
  }
}
