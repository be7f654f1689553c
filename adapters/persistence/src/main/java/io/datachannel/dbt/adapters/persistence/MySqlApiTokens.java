package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.account.ApiToken;
import io.datachannel.dbt.application.account.ApiTokens;
import io.datachannel.dbt.application.account.TokenId;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_api_tokens}. */
public final class MySqlApiTokens implements ApiTokens {
  private final Session session;

  public MySqlApiTokens(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<ApiToken> find(String hash) {
    return session.one(ApiTokenStatements.FIND, Values.of("hash", hash), MySqlApiTokens::read);
  }

  @Override
  public TokenId add(NewToken token) {
    return new TokenId(Math.toIntExact(session.add(ApiTokenStatements.ADD, Values.of("account", token.holder().account().value())
        .with("user", token.holder().user().value())
        .with("role", token.holder().role())
        .with("label", token.label())
        .with("hash", token.hash())
        .with("created_at", token.createdAt())
        .with("expires_at", token.expiresAt()))));
  }

  @Override
  public List<ApiToken> list(AccountId account, Page page) {
    return session.all(ApiTokenStatements.LIST,
        Values.of("account", account.value()).with("after", page.after()).with("limit", page.limit()), MySqlApiTokens::read);
  }

  @Override
  public int revoke(AccountId account, TokenId id, Instant at) {
    return session.change(ApiTokenStatements.REVOKE,
        Values.of("account", account.value()).with("id", id.value()).with("at", at));
  }

  @Override
  public void noteUse(TokenId id, Instant at) {
    session.change(ApiTokenStatements.NOTE_USE, Values.of("id", id.value()).with("at", at));
  }

  @Override
  public boolean any() {
    return session.one(ApiTokenStatements.ANY, new Values(), row -> row.number("id")).isPresent();
  }

  private static ApiToken read(Row row) {
    Caller holder = new Caller(
        new AccountId(row.number("account_id")), new UserId(row.number("user_id")), Role.valueOf(row.text("role")));
    return new ApiToken(new TokenId(row.integer("id")), holder, row.text("label"), row.instant("created_at"),
        row.optionalInstant("expires_at"), row.optionalInstant("revoked_at"), row.optionalInstant("last_used_at"));
  }
}
