package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;

class InMemoryProjectHistoryTest extends ProjectHistoryContract {
  private final Projects projects = new InMemoryProjects();
  private final ProjectHistory history = new InMemoryProjectHistory(projects);

  @Override
  protected ProjectHistory history() {
    return history;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }
}
