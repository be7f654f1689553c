package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;

/** One run of a project: what was asked, and how far it is. */
public record Run(RunId id, AccountId account, ProjectId project, RunOrder order, RunState state) {}
