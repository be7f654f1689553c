package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.AccountSlots;
import io.datachannel.dbt.domain.account.AccountId;
import java.util.List;

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
  public Slot lock(AccountId account) {
    return slots.lock(account).orElseGet(() -> {
      make(account);
      return slots.lock(account).orElseThrow();
    });
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
