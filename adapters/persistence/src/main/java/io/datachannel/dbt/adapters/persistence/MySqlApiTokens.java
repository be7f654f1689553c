package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.account.ApiTokens;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.UserId;
import java.util.Optional;

/** The rows of {@code dbt_api_tokens}. */
public final class MySqlApiTokens implements ApiTokens {
  private final Session session;

  public MySqlApiTokens(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<Caller> callerOf(String hash) {
    return session.one(ApiTokenStatements.CALLER_OF, Values.of("hash", hash),
        row -> new Caller(new AccountId(row.number("account_id")), new UserId(row.number("user_id"))));
  }

  @Override
  public void add(Caller caller, String label, String hash) {
    session.add(ApiTokenStatements.ADD, Values.of("account", caller.account().value())
        .with("user", caller.user().value())
        .with("label", ColumnText.varchar(label, 255))
        .with("hash", hash));
  }

  @Override
  public boolean any() {
    return session.one(ApiTokenStatements.ANY, new Values(), row -> row.number("id")).isPresent();
  }
}
