package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token of the API, without the token itself. All instants are UTC.
 *
 * @param holder     who calls with it
 * @param expiresAt  from when on it opens nothing any more
 * @param revokedAt  since when a user has taken it back
 * @param lastUsedAt to the minute
 */
public record ApiToken(TokenId id, Caller holder, String label, Instant createdAt, Optional<Instant> expiresAt,
    Optional<Instant> revokedAt, Optional<Instant> lastUsedAt) {

  /** Noting each use would cost a write for each request. */
  boolean isUseToBeNotedAt(Instant now) {
    return lastUsedAt.filter(last -> last.plus(Duration.ofMinutes(1)).isAfter(now)).isEmpty();
  }

  boolean isGoodAt(Instant now) {
    return revokedAt.isEmpty() && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
