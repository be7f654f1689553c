package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.RunOrder;
import java.time.Instant;

/** A run to be queued. */
public record NewRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt, AfterLoss afterLoss) {

  /** A run that is FAILED when it is lost. */
  public NewRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt) {
    this(account, project, order, queuedAt, AfterLoss.FAIL);
  }
}
