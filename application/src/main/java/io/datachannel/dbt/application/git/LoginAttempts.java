package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;

/** Logins at GitHub that were begun and have not come back; rows of {@code dbt_github_logins}. */
public interface LoginAttempts {

  void add(LoginAttempt attempt);

  /** The attempt of this state, which is gone from then on: of two callers one gets it. */
  Optional<LoginAttempt> take(String stateHash);

  /** @return how many were deleted */
  int deleteExpired(Instant now);

  /**
   * @param starter     who began it, and whose credential it will become
   * @param stateHash   of the state that GitHub hands back; lower-case hexadecimal SHA-256
   * @param browserHash of what the starter's browser keeps in a cookie, likewise
   * @param verifier    proves to GitHub that who redeems the code is who asked for it (RFC 7636); sealed at rest
   * @param name        of the credential
   * @param expiresAt   UTC
   */
  record LoginAttempt(
      Caller starter, String stateHash, String browserHash, Secret verifier, String name, Instant expiresAt) {}
}
