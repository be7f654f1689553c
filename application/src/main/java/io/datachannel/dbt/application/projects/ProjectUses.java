package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;

/** Which projects, deleted ones too, are built on what. By id, ascending. */
public interface ProjectUses {

  List<Project> of(AccountId account, WarehouseId warehouse);

  List<Project> of(AccountId account, CredentialId credential);

  List<Project> of(AccountId account, RepositoryUrl repository);
}
