package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The refresh jobs in a map. */
public final class InMemoryRefreshes implements Refreshes, RefreshHistory {
  private final TreeMap<Integer, Row> rows = new TreeMap<>();
  private final InstantSource clock;

  /** @param clock tells when leases are over */
  public InMemoryRefreshes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized RefreshId add(AccountId account, ProjectId project, RefreshCause cause, Instant requestedAt) {
    RefreshId id = new RefreshId(rows.size() + 1);
    rows.put(id.value(), new Row(new Refresh(id, account, project, RefreshState.QUEUED, "", Optional.empty(), Optional.empty(),
        requestedAt, Optional.empty(), cause, Optional.empty()), new Lease("", 0), Instant.EPOCH));
    return id;
  }

  @Override
  public synchronized Optional<Refresh> find(AccountId account, ProjectId project, RefreshId id) {
    return Optional.ofNullable(rows.get(id.value())).map(Row::refresh)
        .filter(refresh -> refresh.account().equals(account) && refresh.project().equals(project));
  }

  @Override
  public synchronized Optional<Refresh> lockQueued(AccountId account, ProjectId project) {
    return newest(account, project, refresh -> refresh.state() == RefreshState.QUEUED);
  }

  private long running(AccountId account) {
    return rows.values().stream().filter(row -> row.refresh.account().equals(account) && row.refresh.state() == RefreshState.RUNNING).count();
  }

  @Override
  public synchronized Optional<ClaimedRefresh> claim(String owner, Duration duration) {
    Optional<Row> oldest = rows.values().stream().filter(row -> row.refresh.state() == RefreshState.QUEUED)
        .min(Comparator.comparing((Row row) -> running(row.refresh.account()))
            .thenComparing(row -> row.refresh.requestedAt()).thenComparing(row -> row.refresh.id().value()));
    return oldest.map(row -> {
      Lease lease = new Lease(owner, row.lease.fencingNumber() + 1);
      Refresh running = row.refresh.running();
      rows.put(running.id().value(), new Row(running, lease, clock.instant().plus(duration)));
      return new ClaimedRefresh(running, lease);
    });
  }

  @Override
  public synchronized int renew(RefreshId id, Lease lease, Duration duration) {
    return replace(id, lease, row -> new Row(row.refresh, lease, clock.instant().plus(duration)));
  }

  @Override
  public synchronized int save(Refresh refresh, Lease lease) {
    return replace(refresh.id(), lease, row -> new Row(refresh, lease, row.until));
  }

  @Override
  public synchronized int failExpired(Instant at) {
    Instant now = clock.instant();
    var expired = rows.values().stream()
        .filter(row -> row.refresh.state() == RefreshState.RUNNING && row.until.isBefore(now)).toList();
    expired.forEach(row -> rows.put(row.refresh.id().value(), new Row(lost(row.refresh, at), row.lease, row.until)));
    return expired.size();
  }

  private int replace(RefreshId id, Lease lease, UnaryOperator<Row> change) {
    Optional<Row> held = Optional.ofNullable(rows.get(id.value()))
        .filter(row -> row.refresh.state() == RefreshState.RUNNING && row.lease.equals(lease));
    held.ifPresent(row -> rows.put(id.value(), change.apply(row)));
    return held.isPresent() ? 1 : 0;
  }

  private static Refresh lost(Refresh old, Instant at) {
    Failure failure = Failure.of(FailureCode.RUN_LOST, "The copy of the service that did this refresh stopped answering.");
    return new Refresh(old.id(), old.account(), old.project(), RefreshState.FAILED, old.step(), old.commit(),
        Optional.of(failure), old.requestedAt(), Optional.of(at), old.cause(), old.changes());
  }

  @Override
  public synchronized Optional<Refresh> lastKept(AccountId account, ProjectId project) {
    return newest(account, project, refresh -> refresh.changes().isPresent() || refresh.state() == RefreshState.SUCCESSFUL);
  }

  @Override
  public synchronized Optional<Refresh> lastFailed(AccountId account, ProjectId project, RefreshId since) {
    return newest(account, project, refresh -> refresh.state() == RefreshState.FAILED && refresh.id().value() >= since.value());
  }

  @Override
  public synchronized boolean isWaiting(AccountId account, ProjectId project) {
    return newest(account, project, refresh -> refresh.state() == RefreshState.QUEUED).isPresent();
  }

  /** The newest one, whatever became of it. */
  public synchronized Optional<Refresh> last(AccountId account, ProjectId project) {
    return newest(account, project, _ -> true);
  }

  private Optional<Refresh> newest(AccountId account, ProjectId project, Predicate<Refresh> wanted) {
    return rows.descendingMap().values().stream().map(Row::refresh)
        .filter(refresh -> refresh.account().equals(account) && refresh.project().equals(project)).filter(wanted).findFirst();
  }

  private record Row(Refresh refresh, Lease lease, Instant until) {}
}
