package io.datachannel.dbt.application.activity;

import io.datachannel.dbt.application.projects.InMemoryModelCatalog;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.refresh.InMemoryRefreshes;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.InMemorySchedules;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;

class InMemoryProjectActivitiesTest extends ProjectActivitiesContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final RunStore store =
      new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> RunBuilder.QUEUED_AT), runs.ledger(), runs.slots(4));
  private final InMemorySchedules schedules = new InMemorySchedules(projects);
  private final InMemoryModelCatalog catalog = new InMemoryModelCatalog(projects);
  private final InMemoryRefreshes refreshes = new InMemoryRefreshes(() -> RunBuilder.QUEUED_AT);

  @Override
  protected ProjectActivities activities() {
    return new InMemoryProjectActivities(projects, runs, schedules, catalog, refreshes);
  }

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected Schedules schedules() {
    return schedules;
  }

  @Override
  protected ModelCatalog catalog() {
    return catalog;
  }

  @Override
  protected Refreshes refreshes() {
    return refreshes;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }
}
