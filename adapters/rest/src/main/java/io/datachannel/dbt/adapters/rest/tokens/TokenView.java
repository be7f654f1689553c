package io.datachannel.dbt.adapters.rest.tokens;

import io.datachannel.dbt.application.account.ApiToken;
import io.datachannel.dbt.application.account.IssueApiToken.Issued;
import java.time.Instant;
import java.util.Optional;

/**
 * An API token as the API shows it. Times are UTC.
 *
 * @param token      the token itself; only in the answer that issued it
 * @param lastUsedAt to the minute
 */
public record TokenView(int id, String label, String role, long userId, Instant createdAt, Optional<Instant> expiresAt,
    Optional<Instant> revokedAt, Optional<Instant> lastUsedAt, Optional<String> token) {

  static TokenView of(ApiToken row) {
    return new TokenView(row.id().value(), row.label(), row.holder().role().name(), row.holder().user().value(), row.createdAt(),
        row.expiresAt(), row.revokedAt(), row.lastUsedAt(), Optional.empty());
  }

  static TokenView of(Issued issued) {
    TokenView view = of(issued.row());
    return new TokenView(view.id, view.label, view.role, view.userId, view.createdAt, view.expiresAt, view.revokedAt,
        view.lastUsedAt, Optional.of(issued.token().reveal()));
  }
}
