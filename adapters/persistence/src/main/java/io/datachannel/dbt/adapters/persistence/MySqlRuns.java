package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of {@code log_dbt_project_run}. */
public final class MySqlRuns implements Runs {
  private final Session session;
  private final SlotRows slots;
  private final RunPages pages;
  private final MySqlRelationLocks relations;
  private final MySqlRunQueue queue;

  public MySqlRuns(Database database) {
    this.session = database.session();
    this.slots = new SlotRows(session);
    this.pages = new RunPages(session);
    this.relations = new MySqlRelationLocks(database);
    this.queue = new MySqlRunQueue(database);
  }

  @Override
  public RunId add(NewRun run) {
    return session.inTransaction(() -> {
      slots.make(run.account());
      RunId id = new RunId(Math.toIntExact(session.add(RunStatements.ADD, RunRows.of(run))));
      slots.enter(run.account(), run.order().type().priority());
      return id;
    });
  }

  /** The ids that a database gives to the rows of one insert follow each other, at its own step. */
  @Override
  public List<RunId> addAll(List<NewRun> added) {
    if (added.isEmpty()) {
      return List.of();
    }
    return session.inTransaction(() -> {
      List<RunId> ids = new ArrayList<>();
      for (List<Values> some : Session.portions(added.stream().map(RunRows::of).toList())) {
        session.addAll(RunStatements.ADD, some);
        ids.addAll(session.one(RunStatements.ADDED, new Values(), row -> IntStream.range(0, some.size())
            .mapToObj(number -> new RunId(Math.toIntExact(row.number("first") + number * row.number("step")))).toList()).orElseThrow());
      }
      slots.enterAll(added.stream().collect(Collectors.groupingBy(NewRun::account,
          Collectors.mapping(run -> run.order().type().priority(), Collectors.toList()))));
      return ids;
    });
  }

  @Override
  public Optional<RunRecord> find(AccountId account, RunId id) {
    return session.one(RunStatements.FIND, Values.of("id", id.value()).with("account", account.value()), RunRows::record);
  }

  @Override
  public List<RunRecord> list(AccountId account, RunFilter filter, Page page) {
    return pages.list(account, filter, page);
  }

  @Override
  public Optional<Run> lock(RunId id) {
    Values values = Values.of("id", id.value());
    session.one(RunStatements.OWNER, values, row -> new AccountId(row.number("account_id"))).ifPresent(slots::lock);
    return session.one(RunStatements.LOCK, values, RunRows::run);
  }

  @Override
  public int move(Run before, RunState next) {
    return session.inTransaction(() -> {
      // Only what waits for no other run is claimed: then its row need not be asked.
      boolean claimable = before.state() instanceof RunState.Queued && (next instanceof RunState.Running || isClaimable(before.id()));
      int rows = session.change(RunStatements.MOVE, moved(before.id(), next)
          .with("id", before.id().value())
          .with("status", next.status().wireName())
          .with("queued_at", next instanceof RunState.Queued queued ? Optional.of(queued.queuedAt()) : Optional.empty())
          .with("status_before", before.state().status().wireName())
          .with("cancelling_before", before.state() instanceof RunState.Cancelling)
          .with("fencing_number_before", lease(before.state()).map(Lease::fencingNumber)));
      if (rows == 1 && !before.isReported()) {
        count(before, next, claimable);
        if (next.status() != RunStatus.RUNNING) {
          letOthersGoOn(before.id());
        }
      }
      return rows;
    });
  }

  @Override
  public int begin(List<Begun> begun, Duration lease) {
    RunState.Running first = begun.getFirst().state();
    return session.inTransaction(() -> {
      int rows = session.change(RunStatements.BEGIN, new Values()
          .withAll("runs", begun.stream().map(one -> one.queued().id().value()).toList())
          .with("started_at", first.startedAt()).with("owner", first.lease().owner()).with("micros", Leases.micros(lease)));
      slots.claim(begun.stream().map(one -> one.queued().account()).toList());
      return rows;
    });
  }

  private void letOthersGoOn(RunId id) {
    relations.release(id);
    queue.release(id);
  }

  private boolean isClaimable(RunId id) {
    return session.one(RunStatements.OWNER, Values.of("id", id.value()), row -> row.optionalNumber("waits_for_run_id").isEmpty())
        .orElse(false);
  }

  private void count(Run before, RunState next, boolean claimable) {
    if (next instanceof RunState.Queued) {
      session.change(RunStatements.FORGET_NODES, Values.of("id", before.id().value()));
      slots.end(before.account());
      slots.enter(before.account(), before.order().type().priority());
    } else if (before.state() instanceof RunState.Queued) {
      if (next instanceof RunState.Running) {
        slots.claim(List.of(before.account()));
      } else if (claimable) {
        slots.leave(before.account());
      }
    } else if (next instanceof RunState.Final) {
      slots.end(before.account());
    }
  }

  private Values moved(RunId id, RunState next) {
    return values(startedAt(next), lease(next), cancelRequestedAt(next), ended(id, next));
  }

  private static Values values(Optional<Instant> startedAt, Optional<Lease> lease, Optional<Instant> cancelRequestedAt,
      Optional<Ended> ended) {
    return Values.of("started_at", startedAt)
        .with("owner", lease.map(Lease::owner))
        .with("fencing_number", lease.map(Lease::fencingNumber))
        .with("cancel_requested_at", cancelRequestedAt)
        .with("finished_at", ended.map(Ended::at))
        .with("succeeded", ended.map(end -> end.tally().succeeded()))
        .with("warned", ended.map(end -> end.tally().warned()))
        .with("failed", ended.map(end -> end.tally().failed()))
        .with("skipped", ended.map(end -> end.tally().skipped()))
        .with("untouched", ended.map(end -> end.tally().untouched()))
        .with("failure_code", ended.flatMap(Ended::failure).map(Failure::code))
        .with("failure_message", ended.flatMap(Ended::failure).map(failure -> ColumnText.text(failure.message())));
  }

  private static Optional<Instant> startedAt(RunState state) {
    return state instanceof RunState.Running running ? Optional.of(running.startedAt()) : Optional.empty();
  }

  private static Optional<Instant> cancelRequestedAt(RunState state) {
    return state instanceof RunState.Cancelling cancelling ? Optional.of(cancelling.requestedAt()) : Optional.empty();
  }

  private static Optional<Lease> lease(RunState state) {
    return switch (state) {
      case RunState.Running running -> Optional.of(running.lease());
      case RunState.Cancelling cancelling -> Optional.of(cancelling.lease());
      case RunState.Queued queued -> Optional.empty();
      case RunState.Final ended -> Optional.empty();
    };
  }

  private Optional<Ended> ended(RunId id, RunState next) {
    return switch (next) {
      case RunState.Successful successful -> Optional.of(new Ended(successful.finishedAt(), successful.tally(), Optional.empty()));
      case RunState.PartiallySuccessful partial -> Optional.of(new Ended(partial.finishedAt(), partial.tally(), Optional.empty()));
      case RunState.Failed failed -> Optional.of(new Ended(failed.finishedAt(), recorded(id), Optional.of(failed.failure())));
      case RunState.Cancelled cancelled -> Optional.of(new Ended(cancelled.finishedAt(), recorded(id), Optional.empty()));
      case RunState.Queued queued -> Optional.empty();
      case RunState.Running running -> Optional.empty();
      case RunState.Cancelling cancelling -> Optional.empty();
    };
  }

  /** What was done before a run failed or was stopped. */
  private NodeTally recorded(RunId id) {
    Map<NodeOutcome, Integer> counts = new EnumMap<>(NodeOutcome.class);
    session.all(RunStatements.TALLY, Values.of("id", id.value()),
            row -> Map.entry(NodeOutcome.valueOf(row.text("outcome")), row.integer("nodes")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return new NodeTally(counts.getOrDefault(NodeOutcome.SUCCEEDED, 0), counts.getOrDefault(NodeOutcome.WARNED, 0),
        counts.getOrDefault(NodeOutcome.FAILED, 0), counts.getOrDefault(NodeOutcome.SKIPPED, 0),
        counts.getOrDefault(NodeOutcome.UNTOUCHED, 0));
  }

  private record Ended(Instant at, NodeTally tally, Optional<Failure> failure) {}
}
