package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunWarning;
import io.datachannel.dbt.domain.run.StepResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The run rows that the three fakes share; callers hold the monitor of this object. */
final class RunRows {
  private final TreeMap<Integer, Row> rows = new TreeMap<>();
  /** How much each account has had, in runs. */
  private final Map<AccountId, Long> turns = new HashMap<>();
  /** Tells when leases are over. */
  InstantSource clock = () -> Instant.EPOCH;
  int maxRunning = 4;
  final InMemoryRelationLocks relations = new InMemoryRelationLocks();

  long turns(AccountId account) {
    return turns.getOrDefault(account, 0L);
  }

  long queued(AccountId account) {
    return rows.values().stream().filter(row -> row.isClaimable() && row.run.account().equals(account)).count();
  }

  long running(AccountId account) {
    return rows.values().stream().filter(row -> row.isCarriedOut() && row.run.account().equals(account)).count();
  }

  /** Called before a run of the account is put into the queue: one that takes part again has missed its turns. */
  void entering(AccountId account) {
    if (queued(account) + running(account) == 0) {
      long least = rows.values().stream().filter(row -> row.isClaimable() || row.isCarriedOut())
          .mapToLong(row -> turns(row.run.account())).min().orElse(0);
      turns.put(account, Math.max(turns(account), least));
    }
  }

  void move(Row row, RunState next) {
    if (next instanceof RunState.Running && row.isClaimable()) {
      turns.merge(row.run.account(), 1L, Long::sum);
    }
    boolean lost = row.leaseUntil.map(until -> until.isBefore(clock.instant())).orElse(true);
    row.move(next, lost);
    if (next.status() != RunStatus.RUNNING) {
      letOthersGoOn(row.run.id());
    }
  }

  private void letOthersGoOn(RunId id) {
    relations.release(id);
    rows.values().stream().filter(row -> row.waitsFor.filter(wait -> wait.run().equals(id)).isPresent()).forEach(row -> row.waitsFor = Optional.empty());
  }

  Row add(NewRun run) {
    entering(run.account());
    RunId id = new RunId(rows.isEmpty() ? 1 : rows.lastKey() + 1);
    Row row = new Row();
    row.run = new Run(id, run.account(), run.project(), run.order(), new RunState.Queued(run.queuedAt()));
    row.queuedAt = run.queuedAt();
    row.afterLoss = run.afterLoss();
    row.retryOf = run.retryOf();
    rows.put(id.value(), row);
    return row;
  }

  void remove(RunId id) {
    rows.remove(id.value());
  }

  Row add(NewReportedRun run) {
    Row row = add(new NewRun(run.account(), run.project(), run.order(), run.queuedAt()));
    row.run = new Run(row.run.id(), run.account(), run.project(), run.order(), row.run.state(), run.reporter());
    return row;
  }

  Optional<Row> find(RunId id) {
    return Optional.ofNullable(rows.get(id.value()));
  }

  List<Row> newestFirst() {
    return List.copyOf(rows.descendingMap().values());
  }

  /** What the columns of a run hold. */
  static final class Row {
    Run run;
    Instant queuedAt;
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> finishedAt = Optional.empty();
    AfterLoss afterLoss = AfterLoss.FAIL;
    int attempt = 1;
    int timesLost;
    Optional<QueuePlace.Wait> waitsFor = Optional.empty();
    Optional<Lease> lastLease = Optional.empty();
    Optional<Instant> leaseUntil = Optional.empty();
    Optional<String> commit = Optional.empty();
    Optional<String> fingerprint = Optional.empty();
    Optional<String> dbtVersion = Optional.empty();
    Optional<NodeTally> tally = Optional.empty();
    Optional<String> logPath = Optional.empty();
    Optional<RunId> retryOf = Optional.empty();
    Optional<RunTimeline> timeline = Optional.empty();
    List<StepResult> steps = List.of();
    List<String> lostArtifacts = List.of();
    Optional<String> lock = Optional.empty();
    List<RunWarning> warnings = List.of();
    final Map<String, NodeResult> nodes = new LinkedHashMap<>();
    final List<RunError> errors = new ArrayList<>();

    boolean heldUnder(Lease lease) {
      return lastLease.filter(lease::equals).isPresent();
    }

    boolean runningUnder(Lease lease) {
      return heldUnder(lease) && !(run.state() instanceof RunState.Final);
    }

    boolean isClaimable() {
      return run.state() instanceof RunState.Queued && waitsFor.isEmpty() && !run.isReported();
    }

    boolean isCarriedOut() {
      return run.state().status() == RunStatus.RUNNING && !run.isReported();
    }

    private void move(RunState next, boolean lost) {
      if (!(next instanceof RunState.Queued)) {
        waitsFor = Optional.empty();
      }
      switch (next) {
        case RunState.Queued queued -> {
          queuedAt = queued.queuedAt();
          startedAt = Optional.empty();
          leaseUntil = Optional.empty();
          attempt++;
          timesLost += lost ? 1 : 0;
          nodes.clear();
          steps = List.of();
        }
        case RunState.Running running -> {
          startedAt = Optional.of(running.startedAt());
          lastLease = Optional.of(running.lease());
        }
        case RunState.Cancelling cancelling -> lastLease = Optional.of(cancelling.lease());
        case RunState.Final ended -> finish(ended);
      }
      run = new Run(run.id(), run.account(), run.project(), run.order(), kept(next), run.carriedOutBy());
    }

    private void finish(RunState.Final ended) {
      finishedAt = Optional.of(ended.finishedAt());
      leaseUntil = Optional.empty();
      tally = Optional.of(switch (ended) {
        case RunState.Successful successful -> successful.tally();
        case RunState.PartiallySuccessful partial -> partial.tally();
        case RunState.Failed failed -> NodeTally.of(nodes.values());
        case RunState.Cancelled cancelled -> NodeTally.of(nodes.values());
      });
    }

    /** The detail of a failure is kept by the error rows alone. */
    private static RunState kept(RunState state) {
      return state instanceof RunState.Failed failed
          ? new RunState.Failed(failed.finishedAt(), Failure.of(failed.failure().code(), failed.failure().message()))
          : state;
    }

    RunRecord toRecord() {
      return new RunRecord(run, queuedAt, startedAt, finishedAt, commit, fingerprint, dbtVersion, tally, logPath, retryOf,
          new QueuePlace(run.order().type().priority(), attempt, lastLease.map(Lease::fencingNumber).orElse(0L), waitsFor), steps, lostArtifacts);
    }
  }
}
