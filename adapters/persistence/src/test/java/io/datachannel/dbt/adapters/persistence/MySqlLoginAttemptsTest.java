package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.git.LoginAttempts;
import io.datachannel.dbt.application.git.LoginAttemptsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlLoginAttemptsTest extends LoginAttemptsContract {
  @Override
  protected LoginAttempts attempts() {
    return new MySqlLoginAttempts(TestDatabase.database(), new ReversingSeal());
  }
}
