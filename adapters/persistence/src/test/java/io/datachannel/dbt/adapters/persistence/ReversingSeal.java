package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;

/** Hides a secret well enough to see that it is never written as it is, and refuses one that was moved. */
final class ReversingSeal implements SecretSealing {
  @Override
  public String seal(Secret secret, AccountId account, String purpose) {
    return account.value() + "|" + purpose + "|" + new StringBuilder(secret.reveal()).reverse();
  }

  @Override
  public Secret open(String sealed, AccountId account, String purpose) {
    String prefix = account.value() + "|" + purpose + "|";
    if (!sealed.startsWith(prefix)) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The secret was sealed for something else.", null);
    }
    return new Secret(new StringBuilder(sealed.substring(prefix.length())).reverse().toString());
  }
}
