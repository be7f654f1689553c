package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.reporting.ReportedRunsContract;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlReportedRunsTest extends ReportedRunsContract {
  private static final String COPY = """
      insert into dc_logs.log_dbt_project_run
        (account_id, dbt_project_id, model_type, run_type, status, queued_at, command, selection, full_refresh, vars, arguments, threads,
         timeout_seconds, carried_out_by)
      select account_id, dbt_project_id, model_type, run_type, status, queued_at, command, selection, full_refresh, vars, arguments,
        threads, timeout_seconds, carried_out_by
      from dc_logs.log_dbt_project_run
      """;

  /** Ten thousand that wait or run elsewhere cost the queue and the reaper nothing: both read their own part of an index. */
  @Test
  void theQueueAndTheReaperNeverReadReportedRuns() throws SQLException {
    reported().add(new NewReportedRun(TestDatabase.OURS, new ProjectId(1), RunBuilder.aRun().order(), RunBuilder.QUEUED_AT,
        new CarriedOutBy.Reporter(Optional.empty())));
    TestDatabase.execute(TestDatabase.settings(), IntStream.range(0, 13).mapToObj(_ -> COPY).toList());
    TestDatabase.execute(TestDatabase.settings(), List.of(
        "update dc_logs.log_dbt_project_run set status = 'RUNNING', started_at = queued_at, lease_owner = 'r', fencing_number = 1"
            + " where id % 2 = 0", "analyze table dc_logs.log_dbt_project_run"));
    store().runs().add(RunBuilder.aRun().queuedAt(RunBuilder.QUEUED_AT.plusSeconds(9)).fresh());

    assertTrue(RowsRead.by(() -> store().claim("copy-a", Duration.ofSeconds(-1)).orElseThrow()) < 100);
    assertTrue(RowsRead.by(() -> assertEquals(1, store().queue().expired(10).size())) < 100);
  }

  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected ReportedRuns reported() {
    return new MySqlReportedRuns(TestDatabase.database());
  }
}
