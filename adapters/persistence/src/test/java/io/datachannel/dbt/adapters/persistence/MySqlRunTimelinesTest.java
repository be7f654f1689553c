package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.application.runs.RunTimelinesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunTimelinesTest extends RunTimelinesContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected RunTimelines timelines() {
    return new MySqlRunTimelines(TestDatabase.fixture().database());
  }
}
