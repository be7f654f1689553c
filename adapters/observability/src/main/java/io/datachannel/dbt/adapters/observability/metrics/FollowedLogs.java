package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.prometheus.metrics.core.metrics.Gauge;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The logs, of which it is counted how many wait for the next entry: a follower does nothing else for nearly all of its time. */
final class FollowedLogs implements RunLogs {
  private final RunLogs logs;
  private final Gauge followers;

  FollowedLogs(RunLogs logs, Gauge followers) {
    this.logs = logs;
    this.followers = followers;
  }

  @Override
  public List<JournalEntry> read(AccountId account, RunId run, long after, Duration wait) {
    if (!wait.isPositive()) {
      return logs.read(account, run, after, wait);
    }
    followers.inc();
    try {
      return logs.read(account, run, after, wait);
    } finally {
      followers.dec();
    }
  }

  @Override
  public Writer open(AccountId account, RunId run) {
    return logs.open(account, run);
  }

  @Override
  public Writer carryOut(AccountId account, RunId run, Lease lease) {
    return logs.carryOut(account, run, lease);
  }

  @Override
  public Writer afterLoss(AccountId account, RunId run, Lease lost) {
    return logs.afterLoss(account, run, lost);
  }

  @Override
  public Optional<StoredFile> text(AccountId account, RunId run) {
    return logs.text(account, run);
  }

  @Override
  public Optional<URI> link(AccountId account, RunId run, Duration validity) {
    return logs.link(account, run, validity);
  }

  @Override
  public void store(AccountId account, RunId run, Consumer<String> stored) {
    logs.store(account, run, stored);
  }
}
