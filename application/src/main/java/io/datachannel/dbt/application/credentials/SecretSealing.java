package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.secret.Secret;

/** Encrypts secrets for the database. A sealed value opens only for the account and purpose it was sealed for. */
public interface SecretSealing {

  /** @param purpose what the secret belongs to, for example {@code credential/token} */
  String seal(Secret secret, AccountId account, String purpose);

  /**
   * @throws io.datachannel.dbt.application.result.PortFailure with SECRET_UNREADABLE when the value was changed, moved, or sealed
   *     by a key that is gone
   */
  Secret open(String sealed, AccountId account, String purpose);
}
