package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;

/** Seals nothing, but opens only for the account and purpose that were given, as the real one does. */
public final class PlainSealing implements SecretSealing {

  @Override
  public String seal(Secret secret, AccountId account, String purpose) {
    return prefix(account, purpose) + secret.reveal();
  }

  @Override
  public Secret open(String sealed, AccountId account, String purpose) {
    String prefix = prefix(account, purpose);
    if (!sealed.startsWith(prefix)) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "This was sealed for another account or purpose.", null);
    }
    return new Secret(sealed.substring(prefix.length()));
  }

  private static String prefix(AccountId account, String purpose) {
    return "plain:" + account.value() + ":" + purpose + ":";
  }
}
