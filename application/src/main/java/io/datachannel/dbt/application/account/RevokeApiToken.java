package io.datachannel.dbt.application.account;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.Caller;
import java.time.InstantSource;

/** Takes an API token back: from then on it opens nothing. */
public final class RevokeApiToken {
  private final ApiTokens tokens;
  private final InstantSource clock;

  public RevokeApiToken(ApiTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** @throws NotFound when the account has no such token, or it was revoked before */
  public void revoke(Caller caller, TokenId id) {
    if (tokens.revoke(caller.account(), id, clock.instant()) == 0) {
      throw NotFound.of("token", id.value());
    }
  }
}
