package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The jobs that test warehouses; rows of {@code dbt_warehouse_checks}, claimed like runs. Leases are told by the database's clock. */
public interface WarehouseChecks {

  /** How long a job is kept after its end. */
  Duration KEPT = Duration.ofDays(7);

  /** Adds a QUEUED job, and forgets those of the warehouse that ended longer than {@link #KEPT} ago. */
  WarehouseCheckId add(AccountId account, WarehouseId warehouse, Instant requestedAt);

  Optional<WarehouseCheck> find(AccountId account, WarehouseId warehouse, WarehouseCheckId id);

  /** The job of the warehouse that no copy of the service has begun yet. */
  Optional<WarehouseCheck> queued(AccountId account, WarehouseId warehouse);

  /** Takes a QUEUED job of an account that has the fewest RUNNING, of these the oldest, makes it RUNNING, and leases it with the next fencing number. */
  Optional<ClaimedCheck> claim(String owner, Duration lease);

  /** @return the rows changed: 0 when the lease was lost */
  int renew(WarehouseCheckId id, Lease lease, Duration duration);

  /** Writes step, state, failure and finishedAt of the job. @return the rows changed: 0 when the lease was lost */
  int save(WarehouseCheck check, Lease lease);

  /** Makes FAILED with RUN_LOST every RUNNING job whose lease has expired. @return how many */
  int failExpired(Instant at);

  /** A job with the right to carry it out. */
  record ClaimedCheck(WarehouseCheck check, Lease lease) {}
}
