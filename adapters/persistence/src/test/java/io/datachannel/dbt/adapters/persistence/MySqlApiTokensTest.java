package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.account.ApiTokens;
import io.datachannel.dbt.application.account.ApiTokensContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlApiTokensTest extends ApiTokensContract {
  @Override
  protected ApiTokens tokens() {
    return new MySqlApiTokens(TestDatabase.database());
  }
}
