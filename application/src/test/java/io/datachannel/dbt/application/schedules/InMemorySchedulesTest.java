package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.collections.InMemoryCollections;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;

class InMemorySchedulesTest extends SchedulesContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemorySchedules schedules = new InMemorySchedules(projects);
  private final InMemoryCollections collections = new InMemoryCollections(projects);

  @Override
  protected Schedules schedules() {
    return schedules;
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }

  @Override
  protected CollectionId aCollection(ProjectId owner) {
    return collections.add(owner, "marts", List.of("model.shop.a"));
  }
}
