package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.runs.RunEnvironmentsContract;
import io.datachannel.dbt.application.runs.RunStore;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunEnvironmentsTest extends RunEnvironmentsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected RunEnvironments environments() {
    return new MySqlRunEnvironments(TestDatabase.fixture().database());
  }
}
