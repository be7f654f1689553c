package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.runs.TraceParents;
import io.datachannel.dbt.application.runs.TraceParentsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlTraceParentsTest extends TraceParentsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected TraceParents parents() {
    return new MySqlTraceParents(TestDatabase.database());
  }
}
