package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;

/** Tells whether a user gave another secret. */
public final class SecretChange {
  private SecretChange() {}

  /** One that can no longer be opened counts as another: it is what its user is asked to enter again. */
  public static boolean between(Optional<Secret> before, Optional<Secret> after) {
    try {
      return !before.equals(after);
    } catch (PortFailure failed) {
      if (failed.code() != FailureCode.SECRET_UNREADABLE) {
        throw failed;
      }
      return true;
    }
  }
}
