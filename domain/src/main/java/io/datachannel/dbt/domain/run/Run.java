package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;

/** One run of a project: what was asked, how far it is, and who carries it out. */
public record Run(RunId id, AccountId account, ProjectId project, RunOrder order, RunState state, CarriedOutBy carriedOutBy) {

  /** A run that this service carries out. */
  public Run(RunId id, AccountId account, ProjectId project, RunOrder order, RunState state) {
    this(id, account, project, order, state, new CarriedOutBy.Service());
  }

  public boolean isReported() {
    return carriedOutBy instanceof CarriedOutBy.Reporter;
  }
}
