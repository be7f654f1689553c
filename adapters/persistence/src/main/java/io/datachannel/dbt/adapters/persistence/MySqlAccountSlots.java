package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.AccountSlots;
import io.datachannel.dbt.domain.account.AccountId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of {@code dbt_account_slots}. */
public final class MySqlAccountSlots implements AccountSlots {
  private final Session session;
  private final SlotRows slots;
  private final int maxRunning;

  /** @param maxRunning the limit of an account that has none of its own */
  public MySqlAccountSlots(Database database, int maxRunning) {
    this.session = database.session();
    this.slots = new SlotRows(session);
    this.maxRunning = maxRunning;
  }

  @Override
  public Map<AccountId, Slot> lockAll(Set<AccountId> accounts) {
    Map<AccountId, Slot> found = slots.lockAll(accounts);
    if (found.size() == accounts.size()) {
      return found;
    }
    accounts.stream().filter(account -> !found.containsKey(account)).sorted(Comparator.comparing(AccountId::value)).forEach(this::make);
    return slots.lockAll(accounts);
  }

  @Override
  public List<AccountId> accounts() {
    return session.all(SlotStatements.ACCOUNTS, new Values(), row -> new AccountId(row.number("account_id")));
  }

  @Override
  public boolean reconcile(AccountId account) {
    return session.inTransaction(() -> {
      make(account);
      Slot before = slots.lock(account).orElseThrow();
      slots.recount(account);
      return !before.equals(slots.lock(account).orElseThrow());
    });
  }

  private void make(AccountId account) {
    slots.make(account);
    session.change(SlotStatements.SET_LIMIT, Values.of("account", account.value()).with("max_running", maxRunning));
  }
}
