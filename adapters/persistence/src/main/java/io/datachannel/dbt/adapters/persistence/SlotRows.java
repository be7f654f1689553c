package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.AccountSlots.Slot;
import io.datachannel.dbt.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of {@code dbt_account_slots}, for whoever changes the queue; callers have a transaction, and lock the slot before a run. */
final class SlotRows {
  /** The {@code top_priority} of an account without a run that can be claimed. */
  private static final int NONE = 127;

  private final Session session;

  SlotRows(Session session) {
    this.session = session;
  }

  /** Makes the slot when it is missing, and locks it. */
  void make(AccountId account) {
    session.change(SlotStatements.MAKE, of(account));
  }

  /** Empty when the account never had a run. */
  Optional<Slot> lock(AccountId account) {
    return Optional.ofNullable(lockAll(Set.of(account)).get(account));
  }

  /** Those of accounts that never had a run are missing. */
  Map<AccountId, Slot> lockAll(Set<AccountId> accounts) {
    return session.all(SlotStatements.LOCK, new Values().withAll("accounts", accounts.stream().map(AccountId::value).toList()),
            row -> Map.entry(new AccountId(row.number("account_id")),
                new Slot(row.integer("queued"), row.integer("running"), row.integer("max_running")))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A run of this priority was put into the queue. */
  void enter(AccountId account, int priority) {
    enterAll(Map.of(account, List.of(priority)));
  }

  /** Runs of these priorities were put into the queue. */
  void enterAll(Map<AccountId, List<Integer>> priorities) {
    session.changeAll(SlotStatements.ENTER, priorities.entrySet().stream().map(entry -> Values.of("id", entry.getKey().value())
        .with("priority", entry.getValue().stream().mapToInt(Integer::intValue).min().orElseThrow())
        .with("runs", entry.getValue().size())).toList(), Values.of("floor", floor()));
  }

  /** A run left the queue; its row says so already. */
  void leave(AccountId account) {
    session.change(SlotStatements.LEAVE, of(account).with("top", topPriority(account)));
  }

  /** A run of each of these left the queue to be carried out; its row says so already. */
  void claim(List<AccountId> accounts) {
    session.change(SlotStatements.CLAIM,
        new Values().withAll("accounts", accounts.stream().map(AccountId::value).toList()).with("none", NONE));
  }

  /** A run that was carried out no longer is. */
  void end(AccountId account) {
    session.change(SlotStatements.END, of(account));
  }

  /** The counts as the rows of the runs say. */
  void recount(AccountId account) {
    session.change(SlotStatements.RECOUNT, of(account)
        .with("queued", count(SlotStatements.COUNT_QUEUED, account)).with("running", count(SlotStatements.COUNT_RUNNING, account))
        .with("top", topPriority(account)).with("floor", floor()));
  }

  /** Who comes back to the queue has missed its turns: it begins where the one that had the least stands, read without a lock. */
  private double floor() {
    return session.one(SlotStatements.FLOOR, new Values(), row -> row.real("vtime")).orElse(0.0);
  }

  private int topPriority(AccountId account) {
    return session.one(SlotStatements.TOP_PRIORITY, of(account), row -> row.integer("priority")).orElse(NONE);
  }

  private long count(Sql sql, AccountId account) {
    return session.one(sql, of(account), row -> row.number("runs")).orElseThrow();
  }

  private static Values of(AccountId account) {
    return Values.of("account", account.value());
  }
}
