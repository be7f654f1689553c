package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;
import java.time.Instant;

class InMemoryWatchedBranchesTest extends WatchedBranchesContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryWatchedBranches branches =
      new InMemoryWatchedBranches(projects, () -> Instant.parse("2026-03-01T10:00:00Z"));

  @Override
  protected WatchedBranches branches() {
    return branches;
  }

  @Override
  protected Project aProject(AccountId account) {
    return projects.find(account, projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition())).orElseThrow();
  }

  @Override
  protected void refreshed(Project project, String commit) {
    branches.refreshed(project.id(), commit);
  }

  @Override
  protected void move(Project project, ProjectStatus status) {
    projects.put(project.in(status));
  }
}
