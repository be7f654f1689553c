package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims refresh jobs for this copy of the service, keeps their leases, and ends those whose copy died. */
public final class TendRefreshes {
  private final Map<ClaimedRefresh, Instant> renewed = new ConcurrentHashMap<>();
  private final Refreshes refreshes;
  private final LeaseTerms terms;
  private final InstantSource clock;

  public TendRefreshes(Refreshes refreshes, LeaseTerms terms, InstantSource clock) {
    this.refreshes = refreshes;
    this.terms = terms;
    this.clock = clock;
  }

  /** Empty when nothing is queued. The caller says {@link #done} when the job is over. */
  public Optional<ClaimedRefresh> claim() {
    Optional<ClaimedRefresh> claimed = refreshes.claim(terms.owner(), terms.duration());
    claimed.ifPresent(refresh -> renewed.put(refresh, clock.instant()));
    return claimed;
  }

  public void done(ClaimedRefresh refresh) {
    renewed.remove(refresh);
  }

  /** One beat. */
  public void tick() {
    Instant now = clock.instant();
    renewed.forEach((claimed, at) -> {
      if (!now.isBefore(at.plus(terms.renewal()))) {
        refreshes.renew(claimed.refresh().id(), claimed.lease(), terms.duration());
        renewed.replace(claimed, at, now);
      }
    });
  }

  /** Ends the jobs whose lease is over. @return how many */
  public int reap() {
    return refreshes.failExpired(clock.instant());
  }
}
