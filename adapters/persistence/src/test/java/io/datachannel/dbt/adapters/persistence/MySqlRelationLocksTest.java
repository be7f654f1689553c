package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RelationLocks;
import io.datachannel.dbt.application.runs.RelationLocksContract;
import io.datachannel.dbt.application.runs.RunStore;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRelationLocksTest extends RelationLocksContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected RelationLocks locks() {
    return new MySqlRelationLocks(TestDatabase.fixture().database());
  }
}
