package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.RunOrder;
import java.time.Instant;

/** A run that someone else carries out. */
public record NewReportedRun(AccountId account, ProjectId project, RunOrder order, Instant queuedAt, CarriedOutBy.Reporter reporter) {}
