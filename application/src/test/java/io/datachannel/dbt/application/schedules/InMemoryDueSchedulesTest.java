package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;

class InMemoryDueSchedulesTest extends DueSchedulesContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemorySchedules schedules = new InMemorySchedules(projects);

  @Override
  protected DueSchedules due() {
    return new InMemoryDueSchedules(projects, schedules);
  }

  @Override
  protected Schedules schedules() {
    return schedules;
  }

  @Override
  protected Projects projects() {
    return projects;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }
}
