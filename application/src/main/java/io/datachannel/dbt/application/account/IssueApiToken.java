package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;

/** Makes API tokens. */
public final class IssueApiToken {
  private final ApiTokens tokens;
  private final TokenSource source;

  public IssueApiToken(ApiTokens tokens, TokenSource source) {
    this.tokens = tokens;
    this.source = source;
  }

  /** @return the token, which cannot be shown again: only its hash is kept */
  public Secret issue(Caller caller, String label) {
    Secret token = source.fresh();
    tokens.add(caller, label, source.hash(token));
    return token;
  }

  /** The token of a new installation; empty when there was one before. */
  public Optional<Secret> issueFirst(Caller caller) {
    return tokens.any() ? Optional.empty() : Optional.of(issue(caller, "first start"));
  }
}
