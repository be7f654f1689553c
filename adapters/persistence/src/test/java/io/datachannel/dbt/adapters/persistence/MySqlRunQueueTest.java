package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunQueueContract;
import io.datachannel.dbt.application.runs.RunStore;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunQueueTest extends RunQueueContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }
}
