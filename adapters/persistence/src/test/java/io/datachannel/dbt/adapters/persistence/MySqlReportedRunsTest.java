package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.reporting.ReportedRunsContract;
import io.datachannel.dbt.application.runs.RunStore;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlReportedRunsTest extends ReportedRunsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected ReportedRuns reported() {
    return new MySqlReportedRuns(TestDatabase.database());
  }
}
