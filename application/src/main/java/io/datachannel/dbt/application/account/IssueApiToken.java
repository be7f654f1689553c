package io.datachannel.dbt.application.account;

import io.datachannel.dbt.application.account.ApiTokens.NewToken;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes API tokens. */
public final class IssueApiToken {
  private final ApiTokens tokens;
  private final TokenSource source;
  private final InstantSource clock;

  public IssueApiToken(ApiTokens tokens, TokenSource source, InstantSource clock) {
    this.tokens = tokens;
    this.source = source;
    this.clock = clock;
  }

  /**
   * @param holder    who calls with it, and in which role
   * @param expiresAt UTC; empty for a token that is good until it is revoked
   * @throws InvalidInput when the label is empty or too long, or the token would be expired at once
   */
  public Issued issue(Caller holder, String label, Optional<Instant> expiresAt) {
    Text.required("label", label, 255);
    Instant now = clock.instant();
    if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "expiresAt", "'expiresAt' must be in the future.");
    }
    Secret token = source.fresh();
    TokenId id = tokens.add(new NewToken(holder, label, source.hash(token), now, expiresAt));
    return new Issued(new ApiToken(id, holder, label, now, expiresAt, Optional.empty(), Optional.empty()), token);
  }

  /** The admin token of a new installation; empty when there was one before. */
  public Optional<Secret> issueFirst(Caller holder) {
    Caller admin = new Caller(holder.account(), holder.user(), Role.ADMIN);
    return tokens.any() ? Optional.empty() : Optional.of(issue(admin, "first start", Optional.empty()).token());
  }

  /** @param token cannot be shown again: only its hash is kept */
  public record Issued(ApiToken row, Secret token) {}
}
