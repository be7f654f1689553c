package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.credentials.CredentialsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlCredentialsTest extends CredentialsContract {
  @Override
  protected Credentials credentials() {
    return new MySqlCredentials(TestDatabase.database(), new ReversingSeal());
  }
}
