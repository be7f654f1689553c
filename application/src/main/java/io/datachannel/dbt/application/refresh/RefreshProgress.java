package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.application.workspace.WorkObserver;
import io.datachannel.dbt.application.workspace.WorkPace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes down how far a refresh is. */
final class RefreshProgress implements WorkObserver, WorkPace {
  private final Refreshes refreshes;
  private final ClaimedRefresh claimed;
  private Redactor redactor = Redactor.none();
  private String step = "";
  private Optional<String> commit = Optional.empty();
  private Optional<RefreshChanges> changes = Optional.empty();

  RefreshProgress(Refreshes refreshes, ClaimedRefresh claimed) {
    this.refreshes = refreshes;
    this.claimed = claimed;
  }

  @Override
  public <T> T step(RunStep begun, Supplier<T> work) {
    return step(begun.name(), work);
  }

  <T> T step(String begun, Supplier<T> work) {
    step = begun;
    save(RefreshState.RUNNING, Optional.empty(), Optional.empty());
    return work.get();
  }

  /** The list of models is replaced. */
  void kept(RefreshChanges found) {
    changes = Optional.of(found);
  }

  void end(RefreshState state, Optional<Failure> failure, Instant at) {
    save(state, failure.map(found -> found.redacted(redactor)), Optional.of(at));
  }

  /** @throws WorkStopped when another copy took the job for lost */
  private void save(RefreshState state, Optional<Failure> failure, Optional<Instant> finishedAt) {
    Refresh queued = claimed.refresh();
    Refresh now = new Refresh(
        queued.id(), queued.account(), queued.project(), state, step, commit, failure, queued.requestedAt(), finishedAt,
        queued.cause(), changes);
    if (refreshes.save(now, claimed.lease()) == 0) {
      throw new WorkStopped();
    }
  }

  /** Also tells that the refresh is alive. */
  @Override
  public void checkGoingOn() {
    save(RefreshState.RUNNING, Optional.empty(), Optional.empty());
  }

  @Override
  public void conceal(Redactor known) {
    redactor = known;
  }

  @Override
  public void checkedOut(Checkout checkout) {
    commit = Optional.of(checkout.commit());
  }

  @Override
  public void environmentReady(PreparedEnvironment prepared) {
    // Told by the run that uses it.
  }

  @Override
  public WorkPace pace() {
    return this;
  }

  @Override
  public DbtEnd await(Invocation begun, Duration longest) {
    return begun.await(longest);
  }

  @Override
  public void tell(String line) {
    // A refresh keeps no log; its failure carries the tool's words.
  }

  @Override
  public void told(DbtEvent event) {
    // See tell.
  }
}
