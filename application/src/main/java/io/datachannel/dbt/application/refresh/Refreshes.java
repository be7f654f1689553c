package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.run.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The refresh jobs; rows of {@code dbt_project_refreshes}, claimed like runs. Leases are told by the database's clock. */
public interface Refreshes {

  RefreshId add(AccountId account, ProjectId project, RefreshCause cause, Instant requestedAt);

  /** One that a user asks for. */
  default RefreshId add(AccountId account, ProjectId project, Instant requestedAt) {
    return add(account, project, RefreshCause.USER, requestedAt);
  }

  Optional<Refresh> find(AccountId account, ProjectId project, RefreshId id);

  /** One that no copy of the service has begun, nor will before the end of the transaction around this call. */
  Optional<Refresh> lockQueued(AccountId account, ProjectId project);

  /** Takes a QUEUED job of an account that has the fewest RUNNING, of these the oldest, makes it RUNNING, and leases it with the next fencing number. */
  Optional<ClaimedRefresh> claim(String owner, Duration lease);

  /** @return the rows changed: 0 when the lease was lost */
  int renew(RefreshId id, Lease lease, Duration duration);

  /** Writes step, state, commit, failure, finishedAt and changes of the job. @return the rows changed: 0 when the lease was lost */
  int save(Refresh refresh, Lease lease);

  /** Makes FAILED with RUN_LOST every RUNNING job whose lease has expired. @return how many */
  int failExpired(Instant at);

  /** A job with the right to carry it out. */
  record ClaimedRefresh(Refresh refresh, Lease lease) {}
}
