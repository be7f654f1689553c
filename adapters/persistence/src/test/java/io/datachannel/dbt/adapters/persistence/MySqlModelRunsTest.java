package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ModelRuns;
import io.datachannel.dbt.application.runs.ModelRuns.ModelRun;
import io.datachannel.dbt.application.runs.ModelRunsContract;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.project.ProjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlModelRunsTest extends ModelRunsContract {
  /** Of the runs of one account, every second is of project 1; another account has as many. */
  private static final String RUNS = """
      insert into dc_logs.log_dbt_project_run
        (id, account_id, dbt_project_id, model_type, run_type, status, queued_at, finished_at, command, selection, full_refresh, vars,
         arguments, threads, timeout_seconds, succeeded, warned, failed, skipped, untouched)
      select seq, if(seq <= 10000, 1, 2), if(seq <= 10000, 1 + seq % 2, 3), 'All Models', 'MANUAL', 'SUCCESSFUL', '2026-01-01', '2026-02-01',
        'build', '[]', false, '{}', '[]', 1, 60, 0, 0, 0, 0, 0
      from dc_logs.seq_1_to_20000
      """;
  /** Each builds orders, and those below 30 seldom. */
  private static final String NODES = """
      insert into dc_logs.log_dbt_model_run
        (log_dbt_project_run_id, unique_id, resource_type, name, status, outcome, seconds, message, thread)
      select seq, node.id, 'model', 'm', 'success', 'SUCCEEDED', 1, 'OK', 't'
      from dc_logs.seq_1_to_20000
      join (select 'model.shop.orders' as id union all select 'model.shop.seldom') as node on node.id <> 'model.shop.seldom' or seq <= 30
      """;
  private static final ProjectId PROJECT = new ProjectId(1);

  @Test
  void aPageOfManyRunsReadsLittleMoreThanItself() throws SQLException {
    addHistory();

    // As far as the runs that are asked one by one reach, the index alone is passed through.
    assertReads(MySqlModelRuns.NEAR + 1000, "model.shop.orders", new Page(0, 100), IntStream.range(0, 100).map(n -> 10_000 - 2 * n).boxed().toList());
    assertReads(MySqlModelRuns.NEAR + 1000, "model.shop.orders", new Page(5000, 100), IntStream.range(0, 100).map(n -> 4998 - 2 * n).boxed().toList());
  }

  @Test
  void aNodeThatFewRunsBuiltIsFoundByItsName() throws SQLException {
    addHistory();

    assertReads(5 * MySqlModelRuns.NEAR, "model.shop.seldom", new Page(0, 10), IntStream.range(0, 10).map(n -> 30 - 2 * n).boxed().toList());
    assertReads(1000, "model.shop.seldom", new Page(12, 10), IntStream.range(0, 5).map(n -> 10 - 2 * n).boxed().toList());
    assertReads(5 * MySqlModelRuns.NEAR, "model.shop.unknown", new Page(0, 10), List.of());
  }

  private void assertReads(int most, String node, Page page, List<Integer> expected) throws SQLException {
    long read = RowsRead.by(() -> assertEquals(expected, modelRuns().list(TestDatabase.OURS, PROJECT, node, page).stream()
        .map(ModelRun::run).map(run -> run.value()).toList()));
    assertTrue(read < most, read + " rows read for " + node + " " + page);
  }

  private static void addHistory() {
    TestDatabase.execute(TestDatabase.settings(),
        List.of(RUNS, NODES, "analyze table dc_logs.log_dbt_project_run", "analyze table dc_logs.log_dbt_model_run"));
  }

  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected ModelRuns modelRuns() {
    return new MySqlModelRuns(TestDatabase.database());
  }
}
