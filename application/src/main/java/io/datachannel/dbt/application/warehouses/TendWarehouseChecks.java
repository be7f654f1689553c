package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.warehouses.WarehouseChecks.ClaimedCheck;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claims jobs that test warehouses for this copy of the service, keeps their leases, and ends those whose copy died. */
public final class TendWarehouseChecks {
  private final Map<ClaimedCheck, Instant> renewed = new ConcurrentHashMap<>();
  private final WarehouseChecks checks;
  private final LeaseTerms terms;
  private final InstantSource clock;

  public TendWarehouseChecks(WarehouseChecks checks, LeaseTerms terms, InstantSource clock) {
    this.checks = checks;
    this.terms = terms;
    this.clock = clock;
  }

  /** Empty when nothing is queued. The caller says {@link #done} when the job is over. */
  public Optional<ClaimedCheck> claim() {
    Optional<ClaimedCheck> claimed = checks.claim(terms.owner(), terms.duration());
    claimed.ifPresent(check -> renewed.put(check, clock.instant()));
    return claimed;
  }

  public void done(ClaimedCheck check) {
    renewed.remove(check);
  }

  /** One beat. */
  public void tick() {
    Instant now = clock.instant();
    renewed.forEach((claimed, at) -> {
      if (!now.isBefore(at.plus(terms.renewal()))) {
        checks.renew(claimed.check().id(), claimed.lease(), terms.duration());
        renewed.replace(claimed, at, now);
      }
    });
  }

  /** Ends the jobs whose lease is over. @return how many */
  public int reap() {
    return checks.failExpired(clock.instant());
  }
}
