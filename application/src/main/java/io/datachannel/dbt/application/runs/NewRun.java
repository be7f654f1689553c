package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A run to be queued.
 *
 * @param retryOf the run whose failed nodes it builds again
 */
public record NewRun(
    AccountId account, ProjectId project, RunOrder order, Instant queuedAt, AfterLoss afterLoss, Optional<RunId> retryOf) {

  /** One that retries no other. */
  public NewRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt, AfterLoss afterLoss) {
    this(account, project, order, queuedAt, afterLoss, Optional.empty());
  }

  /** One that retries no other, and is FAILED when it is lost. */
  public NewRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt) {
    this(account, project, order, queuedAt, AfterLoss.FAIL);
  }
}
