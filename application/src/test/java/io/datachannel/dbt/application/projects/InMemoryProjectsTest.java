package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;

class InMemoryProjectsTest extends ProjectsContract {
  private final Projects projects = new InMemoryProjects();

  @Override
  protected Projects projects() {
    return projects;
  }

  @Override
  protected WarehouseId aWarehouse(AccountId account) {
    return new WarehouseId(1);
  }

  @Override
  protected CredentialId aCredential(AccountId account) {
    return new CredentialId(1);
  }
}
