package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;

/** Tells who holds an API token. */
public final class Authenticate {
  private final ApiTokens tokens;
  private final TokenSource source;

  public Authenticate(ApiTokens tokens, TokenSource source) {
    this.tokens = tokens;
    this.source = source;
  }

  /** Empty when no one holds it. */
  public Optional<Caller> callerWith(Secret token) {
    return tokens.callerOf(source.hash(token));
  }
}
