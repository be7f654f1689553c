package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunOrder;
import java.time.Instant;

/** A run to be queued. */
public record NewRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt) {}
