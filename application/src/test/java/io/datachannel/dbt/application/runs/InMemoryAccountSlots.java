package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The slots of {@link InMemoryRuns}, counted each time, so that they are never wrong. */
public final class InMemoryAccountSlots implements AccountSlots {
  private final RunRows rows;

  InMemoryAccountSlots(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public Map<AccountId, Slot> lockAll(Set<AccountId> accounts) {
    synchronized (rows) {
      return accounts.stream().collect(Collectors.toMap(account -> account,
          account -> new Slot((int) rows.queued(account), (int) rows.running(account), rows.maxRunning)));
    }
  }

  @Override
  public List<AccountId> accounts() {
    synchronized (rows) {
      return rows.newestFirst().stream().filter(row -> !(row.run.state() instanceof RunState.Final) && !row.run.isReported())
          .map(row -> row.run.account()).distinct().sorted(Comparator.comparing(AccountId::value)).toList();
    }
  }

  @Override
  public boolean reconcile(AccountId account) {
    return false;
  }
}
