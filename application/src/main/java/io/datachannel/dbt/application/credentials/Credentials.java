package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.List;
import java.util.Optional;

/** The git credentials; their tokens are sealed at rest. */
public interface Credentials {

  CredentialId add(AccountId account, String name, GitAccess access);

  Optional<Credential> find(AccountId account, CredentialId id);

  /** By id, ascending. */
  List<Credential> list(AccountId account, Page page);
}
