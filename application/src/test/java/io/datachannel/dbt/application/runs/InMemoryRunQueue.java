package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.RunRows.Row;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The queue of {@link InMemoryRuns}. */
public final class InMemoryRunQueue implements RunQueue {
  private final RunRows rows;
  private final InstantSource clock;
  private final Set<RunId> locked = new HashSet<>();

  InMemoryRunQueue(RunRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** From now on someone else has locked the row of this run. */
  void lock(RunId run) {
    locked.add(run);
  }

  @Override
  public List<QueuedRun> lockNext(int most) {
    synchronized (rows) {
      Set<AccountId> seen = new HashSet<>();
      return rows.newestFirst().stream()
          .filter(Row::isClaimable)
          .filter(row -> rows.running(row.run.account()) < rows.maxRunning)
          .sorted(Comparator.comparingLong((Row row) -> rows.turns(row.run.account()))
              .thenComparingInt(row -> mostUrgent(row.run.account()))
              .thenComparing(row -> row.run.account().value())
              .thenComparingInt(InMemoryRunQueue::priority)
              .thenComparing(row -> row.queuedAt).thenComparing(row -> row.run.id().value()))
          .filter(row -> seen.add(row.run.account())).limit(most)
          .map(row -> new QueuedRun(row.run, row.lastLease.map(Lease::fencingNumber).orElse(0L))).toList();
    }
  }

  private int mostUrgent(AccountId account) {
    return rows.newestFirst().stream().filter(row -> row.isClaimable() && row.run.account().equals(account))
        .mapToInt(InMemoryRunQueue::priority).min().orElseThrow();
  }

  private static int priority(Row row) {
    return row.run.order().type().priority();
  }

  @Override
  public int lease(RunId id, Lease lease, Duration duration) {
    if (locked.contains(id)) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The row is locked.", new IllegalStateException("on purpose"));
    }
    synchronized (rows) {
      Optional<Row> held = rows.find(id).filter(row -> row.runningUnder(lease));
      held.ifPresent(row -> row.leaseUntil = Optional.of(clock.instant().plus(duration)));
      return held.isPresent() ? 1 : 0;
    }
  }

  @Override
  public boolean cancelRequested(RunId id) {
    synchronized (rows) {
      return rows.find(id).filter(row -> row.run.state() instanceof RunState.Cancelling).isPresent();
    }
  }

  @Override
  public List<RunId> expired(int limit) {
    synchronized (rows) {
      Instant now = clock.instant();
      return rows.newestFirst().stream()
          .filter(row -> row.run.state().status() == RunStatus.RUNNING && !row.run.isReported())
          .filter(row -> row.leaseUntil.orElse(Instant.EPOCH).isBefore(now))
          .sorted(Comparator.comparing((Row row) -> row.leaseUntil.orElse(Instant.EPOCH)))
          .limit(limit).map(row -> row.run.id()).toList();
    }
  }

  @Override
  public Optional<Loss> loss(RunId id) {
    synchronized (rows) {
      return rows.find(id).filter(Row::isCarriedOut)
          .filter(row -> row.leaseUntil.orElse(Instant.EPOCH).isBefore(clock.instant()))
          .map(row -> new Loss(row.afterLoss, row.timesLost, row.queuedAt));
    }
  }

  @Override
  public int block(RunId run, QueuePlace.Wait wait) {
    synchronized (rows) {
      Optional<Row> queued = rows.find(run).filter(row -> row.run.state() instanceof RunState.Queued && !row.run.isReported());
      queued.ifPresent(row -> row.waitsFor = Optional.of(wait));
      return queued.isPresent() ? 1 : 0;
    }
  }

  @Override
  public int release(RunId waitedFor) {
    synchronized (rows) {
      List<Row> waiting = rows.newestFirst().stream().filter(row -> row.waitsFor.filter(wait -> wait.run().equals(waitedFor)).isPresent()).toList();
      waiting.forEach(row -> {
        rows.entering(row.run.account());
        row.waitsFor = Optional.empty();
      });
      return waiting.size();
    }
  }
}
