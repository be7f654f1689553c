package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;

/** The projects by their foreign keys. */
public final class MySqlProjectUses implements ProjectUses {
  private final Session session;

  public MySqlProjectUses(Database database) {
    this.session = database.session();
  }

  @Override
  public List<Project> of(AccountId account, WarehouseId warehouse) {
    return session.all(ProjectStatements.ON_WAREHOUSE,
        Values.of("account", account.value()).with("part", warehouse.value()), MySqlProjects::read);
  }

  @Override
  public List<Project> of(AccountId account, CredentialId credential) {
    return session.all(ProjectStatements.WITH_CREDENTIAL,
        Values.of("account", account.value()).with("part", credential.value()), MySqlProjects::read);
  }

  @Override
  public List<Project> of(AccountId account, RepositoryUrl repository) {
    return session.all(ProjectStatements.OF_REPOSITORY,
        Values.of("account", account.value()).with("url", repository.value()), MySqlProjects::read);
  }
}
