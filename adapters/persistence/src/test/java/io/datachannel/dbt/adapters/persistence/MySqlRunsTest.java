package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.runs.RunsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunsTest extends RunsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }
}
