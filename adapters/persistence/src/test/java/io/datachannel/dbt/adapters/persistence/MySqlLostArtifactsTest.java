package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.runs.LostArtifacts;
import io.datachannel.dbt.application.runs.LostArtifactsContract;
import io.datachannel.dbt.application.runs.RunStore;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlLostArtifactsTest extends LostArtifactsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected LostArtifacts lost() {
    return new MySqlLostArtifacts(TestDatabase.fixture().database());
  }

  @Override
  protected RunEnvironments environments() {
    return new MySqlRunEnvironments(TestDatabase.fixture().database());
  }
}
