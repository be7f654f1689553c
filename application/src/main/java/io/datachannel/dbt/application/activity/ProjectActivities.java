package io.datachannel.dbt.application.activity;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;

/** What goes on in projects: their runs, schedules, models and refreshes, read for a whole page of projects at once. */
public interface ProjectActivities {

  /** One for each of these projects, in their order; those of another account are left out. */
  List<ProjectActivity> of(AccountId account, List<ProjectId> projects);
}
