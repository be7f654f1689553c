package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRows.Row;
import io.datachannel.dbt.application.schedules.QueuedRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The runs in a map. Locks are those of {@link io.datachannel.dbt.application.transaction.DirectUnitOfWork}. */
public final class InMemoryRuns implements Runs {
  private final RunRows rows = new RunRows();

  /** The queue of these runs. @param clock tells when leases are over */
  public InMemoryRunQueue queue(InstantSource clock) {
    rows.clock = clock;
    return new InMemoryRunQueue(rows, clock);
  }

  /** The slots of these runs. @param maxRunning the limit of each account */
  public InMemoryAccountSlots slots(int maxRunning) {
    rows.maxRunning = maxRunning;
    return new InMemoryAccountSlots(rows);
  }

  /** Which of these runs write what. */
  public RelationLocks relations() {
    return rows.relations;
  }

  /** The ledger of these runs. */
  public InMemoryRunLedger ledger() {
    return new InMemoryRunLedger(rows);
  }

  /** Which artifacts of these runs were given up. */
  public InMemoryLostArtifacts lostArtifacts() {
    return new InMemoryLostArtifacts(rows);
  }

  /** The timelines of these runs. */
  public InMemoryRunTimelines timelines() {
    return new InMemoryRunTimelines(rows);
  }

  /** The environments of these runs. */
  public InMemoryRunEnvironments environments() {
    return new InMemoryRunEnvironments(rows);
  }

  /** What became of nodes in these runs. */
  public InMemoryModelRuns models() {
    return new InMemoryModelRuns(rows);
  }

  /** All runs of a project, oldest first. */
  public List<Run> of(ProjectId project) {
    synchronized (rows) {
      return rows.newestFirst().reversed().stream().map(row -> row.run).filter(run -> run.project().equals(project)).toList();
    }
  }

  /** Takes these runs away. */
  public void delete(List<RunId> ids) {
    synchronized (rows) {
      ids.forEach(rows::remove);
    }
  }

  /** Those of these runs that others carry out. */
  public InMemoryReportedRuns reported() {
    return new InMemoryReportedRuns(rows);
  }

  /** Those of these runs that wait. */
  public QueuedRuns waiting() {
    return (run, selection) -> {
      synchronized (rows) {
        Optional<Row> row = rows.find(run).filter(one -> one.run.state() instanceof RunState.Queued);
        row.ifPresent(one -> one.run = new Run(one.run.id(), one.run.account(), one.run.project(), one.run.order().selecting(selection),
            one.run.state(), one.run.carriedOutBy()));
        return row.isPresent() ? 1 : 0;
      }
    };
  }

  @Override
  public RunId add(NewRun run) {
    synchronized (rows) {
      return rows.add(run).run.id();
    }
  }

  @Override
  public List<RunId> addAll(List<NewRun> added) {
    return added.stream().map(this::add).toList();
  }

  @Override
  public Optional<RunRecord> find(AccountId account, RunId id) {
    synchronized (rows) {
      return rows.find(id).filter(row -> row.run.account().equals(account)).map(Row::toRecord);
    }
  }

  @Override
  public List<RunRecord> list(AccountId account, RunFilter filter, Page page) {
    synchronized (rows) {
      return rows.newestFirst().stream()
          .filter(row -> row.run.account().equals(account))
          .filter(row -> page.after() == 0 || row.run.id().value() < page.after())
          .map(Row::toRecord).filter(record -> passes(filter, record))
          .limit(page.limit()).toList();
    }
  }

  private static boolean passes(RunFilter filter, RunRecord record) {
    Run run = record.run();
    return filter.project().map(run.project()::equals).orElse(true)
        && (filter.statuses().isEmpty() || filter.statuses().contains(run.state().status()))
        && filter.type().map(run.order().type()::equals).orElse(true)
        && filter.command().map(run.order().command()::equals).orElse(true)
        && filter.carrier().map(carrier -> (carrier == RunFilter.Carrier.REPORTER) == run.isReported()).orElse(true)
        && filter.commit().map(commit -> record.commit().equals(Optional.of(commit))).orElse(true)
        && filter.window().contains(record.queuedAt());
  }

  @Override
  public Optional<Run> lock(RunId id) {
    synchronized (rows) {
      return rows.find(id).map(row -> row.run);
    }
  }

  @Override
  public int move(Run before, RunState next) {
    synchronized (rows) {
      Optional<Row> unchanged = rows.find(before.id()).filter(row -> row.run.state().equals(before.state()));
      unchanged.ifPresent(row -> rows.move(row, next));
      return unchanged.isPresent() ? 1 : 0;
    }
  }

  @Override
  public int begin(List<Begun> begun, Duration lease) {
    synchronized (rows) {
      return begun.stream().mapToInt(one -> {
        int moved = move(one.queued(), one.state());
        rows.find(one.queued().id()).ifPresent(row -> row.leaseUntil = Optional.of(rows.clock.instant().plus(lease)));
        return moved;
      }).sum();
    }
  }
}
