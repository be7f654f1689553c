package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Compares the counts of each account with its runs; a difference is a fault of the service, which is mended and told. */
public final class ReconcileSlots {
  private static final Logger LOG = System.getLogger(ReconcileSlots.class.getName());

  private final AccountSlots slots;
  private final UnitOfWork work;

  public ReconcileSlots(AccountSlots slots, UnitOfWork work) {
    this.slots = slots;
    this.work = work;
  }

  /** One short transaction for each account. @return how many had wrong counts */
  public int tick() {
    return (int) slots.accounts().stream().filter(account -> {
      boolean wrong = work.inTransaction(() -> slots.reconcile(account));
      if (wrong) {
        LOG.log(Level.WARNING, "the counts of queued and running runs of account {0} were wrong and are mended", account.value());
      }
      return wrong;
    }).count();
  }
}
