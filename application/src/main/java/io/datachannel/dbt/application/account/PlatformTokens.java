package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;

/** The tokens that DataChannel's platform signs for its users (MicroProfile JWT Authentication 2.1). */
public interface PlatformTokens {

  /** Who a token of the platform names; empty when it is not one, or not good now. */
  Optional<Caller> callerWith(Secret token);

  /** For a service that is not configured to trust the platform's. */
  static PlatformTokens none() {
    return token -> Optional.empty();
  }
}
