package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One slot for each account that ever had a run: the lock that orders all changes of its queue, its limit, and its share. Runs that are
 * reported over MetaAPI are not counted.
 */
public interface AccountSlots {

  /** Locks the slot until the end of the transaction around this call; it is made when it is missing. */
  default Slot lock(AccountId account) {
    return lockAll(Set.of(account)).get(account);
  }

  /** The same for several accounts, always in one order, so that no two who lock some of them wait for each other. */
  Map<AccountId, Slot> lockAll(Set<AccountId> accounts);

  /** The accounts that have a slot, or a run that has not ended. */
  List<AccountId> accounts();

  /** Counts the runs of an account anew, and gives the account the limit of the settings. @return whether the counts were wrong */
  boolean reconcile(AccountId account);

  /**
   * A slot.
   *
   * @param queued     the runs that could be claimed; those that wait for another run are not among them
   * @param running    the runs that are carried out, also when they are being cancelled
   * @param maxRunning how many may be carried out at once, in all copies of the service together
   */
  record Slot(int queued, int running, int maxRunning) {}
}
