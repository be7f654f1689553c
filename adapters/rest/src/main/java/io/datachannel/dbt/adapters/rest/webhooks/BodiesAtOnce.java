package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.domain.account.AccountId;
import java.util.HashMap;
import java.util.Map;

/** Bounds what is held in memory for one account before it is known who sent it: its addresses are known to more than its secrets are. */
final class BodiesAtOnce {
  /** Of five megabytes at the most; one is here for as long as it takes to come in. */
  static final int MOST = 8;

  private final Map<AccountId, Integer> begun = new HashMap<>();

  /** @return whether one more may be read, which {@link #end} then has to follow */
  synchronized boolean begin(AccountId account) {
    int others = begun.getOrDefault(account, 0);
    if (others < MOST) {
      begun.put(account, others + 1);
    }
    return others < MOST;
  }

  synchronized void end(AccountId account) {
    begun.computeIfPresent(account, (_, all) -> all == 1 ? null : all - 1);
  }
}
