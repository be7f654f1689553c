package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import java.util.function.Predicate;

/** Looks through all the projects. */
public record InMemoryProjectUses(InMemoryProjects projects) implements ProjectUses {

  @Override
  public List<Project> of(AccountId account, WarehouseId warehouse) {
    return where(account, project -> project.definition().warehouse().equals(warehouse));
  }

  @Override
  public List<Project> of(AccountId account, CredentialId credential) {
    return where(account, project -> project.definition().credential().equals(credential));
  }

  @Override
  public List<Project> of(AccountId account, RepositoryUrl repository) {
    return where(account, project -> project.definition().source().repository().equals(repository));
  }

  private List<Project> where(AccountId account, Predicate<Project> wish) {
    return projects.all().stream().filter(project -> project.account().equals(account)).filter(wish).toList();
  }
}
