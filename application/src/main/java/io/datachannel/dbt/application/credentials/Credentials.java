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

  /** As {@link #find}, with the row locked until the end of the transaction around this call. */
  Optional<Credential> lock(AccountId account, CredentialId id);

  /**
   * Writes the next revision of a credential.
   *
   * @return the rows changed: 0 when the revision before it is not the newest any more
   */
  int update(Credential next);

  /**
   * Says to which host alone a token over https is sent; users do not see it, so the revision stays.
   *
   * @return the rows changed
   */
  int bind(AccountId account, CredentialId id, String host);

  /** @return the rows deleted */
  int delete(AccountId account, CredentialId id);

  /** By id, ascending. */
  List<Credential> list(AccountId account, Page page);
}
