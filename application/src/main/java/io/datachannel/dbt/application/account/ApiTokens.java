package io.datachannel.dbt.application.account;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API tokens; only their SHA-256 hashes are kept. */
public interface ApiTokens {

  /**
   * The token of a hash, whether it still opens anything or not.
   *
   * @param hash lower-case hexadecimal SHA-256 of the token
   */
  Optional<ApiToken> find(String hash);

  TokenId add(NewToken token);

  /** By id, ascending; expired and revoked ones, too. */
  List<ApiToken> list(AccountId account, Page page);

  /** @return the rows changed: 0 when the account has no such token, or it was revoked before */
  int revoke(AccountId account, TokenId id, Instant at);

  /** Notes that the token was used, unless that was noted within the last minute. */
  void noteUse(TokenId id, Instant at);

  /** Whether any token was ever made. */
  boolean any();

  /** @param expiresAt from when on it opens nothing any more; empty for never */
  record NewToken(Caller holder, String label, String hash, Instant createdAt, Optional<Instant> expiresAt) {}
}
