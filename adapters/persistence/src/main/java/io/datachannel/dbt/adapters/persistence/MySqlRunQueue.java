package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.QueuePlace;
import io.datachannel.dbt.application.runs.RunQueue;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue in the rows of {@code log_dbt_project_run} and {@code dbt_account_slots}. */
public final class MySqlRunQueue implements RunQueue {
  private static final int LONGEST_RELATION = 767;

  private final Session session;
  private final SlotRows slots;

  public MySqlRunQueue(Database database) {
    this.session = database.session();
    this.slots = new SlotRows(session);
  }

  @Override
  public List<QueuedRun> lockNext(int most) {
    List<Long> accounts;
    List<QueuedRun> next;
    do {
      accounts = lockAccounts(most);
      next = lockNextOf(accounts);
    } while (!accounts.isEmpty() && next.isEmpty());
    return next;
  }

  private List<Long> lockAccounts(int most) {
    return session.all(SlotStatements.LOCK_NEXT, Values.of("most", most), row -> row.number("account_id"));
  }

  private List<QueuedRun> lockNextOf(List<Long> accounts) {
    if (accounts.isEmpty()) {
      return List.of();
    }
    Map<Long, Optional<Long>> next = new HashMap<>();
    session.all(RunQueueStatements.NEXT, new Values().withAll("accounts", accounts),
        row -> Map.entry(row.number("account_id"), row.optionalNumber("next_run"))).forEach(found -> next.put(found.getKey(), found.getValue()));
    accounts.stream().filter(account -> next.get(account).isEmpty()).forEach(this::mend);
    List<Long> runs = accounts.stream().flatMap(account -> next.get(account).stream()).toList();
    return runs.isEmpty() ? List.of() : session.all(RunQueueStatements.LOCK, new Values().withAll("runs", runs),
            row -> new QueuedRun(RunRows.run(row), row.number("fencing_number"))).stream()
        .sorted(Comparator.comparingInt(queued -> runs.indexOf((long) queued.run().id().value()))).toList();
  }

  /** A slot that promises a run which is not there would be the next one for ever. */
  private void mend(long account) {
    slots.recount(new AccountId(account));
  }

  @Override
  public int lease(RunId id, Lease lease, Duration duration) {
    return session.put(RunQueueStatements.LEASE, Leases.held(id, lease).with("micros", Leases.micros(duration)));
  }

  @Override
  public boolean cancelRequested(RunId id) {
    return session.one(RunQueueStatements.CANCEL_REQUESTED, Values.of("run", id.value()), row -> row.number("id")).isPresent();
  }

  @Override
  public List<RunId> expired(int limit) {
    return session.all(RunQueueStatements.EXPIRED, Values.of("limit", limit), row -> new RunId(row.integer("id")));
  }

  @Override
  public Optional<Loss> loss(RunId id) {
    return session.one(RunQueueStatements.LOSS, Values.of("run", id.value()),
        row -> new Loss(AfterLoss.valueOf(row.text("after_loss")), row.integer("times_lost"), row.instant("queued_at")));
  }

  @Override
  public int block(RunId run, QueuePlace.Wait wait) {
    return session.inTransaction(() -> session.one(RunStatements.OWNER, Values.of("id", run.value()), Waiting::of).map(found -> {
      slots.lock(found.account());
      int rows = session.change(RunQueueStatements.BLOCK, Values.of("run", run.value())
          .with("waits_for", wait.run().value()).with("relation", ColumnText.varchar(wait.relation(), LONGEST_RELATION)));
      if (rows == 1 && found.claimable()) {
        slots.leave(found.account());
      }
      return rows;
    }).orElse(0));
  }

  /** The rows are read without a lock first, since the slots come before them. */
  @Override
  public int release(RunId waitedFor) {
    Values values = Values.of("run", waitedFor.value());
    return session.inTransaction(() -> session.all(RunQueueStatements.WAITING, values, Waiting::of).stream().mapToInt(waiting -> {
      slots.lock(waiting.account());
      int rows = session.change(RunQueueStatements.RELEASE, Values.of("run", waitedFor.value()).with("id", waiting.run()));
      if (rows == 1) {
        slots.enter(waiting.account(), waiting.priority());
      }
      return rows;
    }).sum());
  }

  /** A run with what its slot has to know. */
  private record Waiting(int run, AccountId account, int priority, boolean claimable) {

    static Waiting of(Row row) {
      return new Waiting(row.integer("id"), new AccountId(row.number("account_id")), row.integer("priority"),
          row.optionalNumber("waits_for_run_id").isEmpty());
    }
  }
}
