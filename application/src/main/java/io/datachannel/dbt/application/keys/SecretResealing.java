package io.datachannel.dbt.application.keys;

import io.datachannel.dbt.domain.account.AccountId;
import java.util.Optional;

/** Seals again what an old key sealed. */
public interface SecretResealing {

  /**
   * The same secret sealed by the newest key; empty when it is that already.
   *
   * @throws io.datachannel.dbt.application.result.PortFailure with SECRET_UNREADABLE when no key opens it
   */
  Optional<String> reseal(String sealed, AccountId account, String purpose);
}
