package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunFilter.Carrier;
import io.datachannel.dbt.application.runs.RunListContract;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.runs.TimeWindow;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunListTest extends RunListContract {
  /** Twenty thousand that are alike, one a minute; the ten oldest differ in all that a filter asks for. */
  private static final String HISTORY = """
      insert into dc_logs.log_dbt_project_run
        (id, account_id, dbt_project_id, model_type, run_type, status, queued_at, finished_at, command, selection, full_refresh, vars,
         arguments, threads, timeout_seconds, succeeded, warned, failed, skipped, untouched, commit_hash, carried_out_by)
      select seq, 1, if(seq <= 10, 2, 1), 'All Models', if(seq <= 10, 'SCHEDULED', 'MANUAL'), if(seq <= 10, 'CANCELLED', 'SUCCESSFUL'),
        '2026-01-01' + interval seq minute, '2026-02-01', if(seq <= 10, 'seed', 'build'), '[]', false, '{}', '[]', 1, 60, 0, 0, 0, 0, 0,
        if(seq <= 10, 'c0ffee', 'beef'), if(seq <= 10, 'REPORTER', 'SERVICE')
      from dc_logs.seq_1_to_20000
      """;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aPageOfFewAmongManyReadsLittleMoreThanItself() throws SQLException {
    addHistory();
    Optional<ProjectId> project = Optional.of(new ProjectId(2));
    Set<RunStatus> statuses = Set.of(RunStatus.CANCELLED, RunStatus.FAILED);
    Optional<RunType> type = Optional.of(RunType.SCHEDULED);
    Optional<DbtCommand> command = Optional.of(DbtCommand.SEED);
    Optional<Carrier> carrier = Optional.of(Carrier.REPORTER);
    Optional<String> commit = Optional.of("c0ffee");
    TimeWindow window = new TimeWindow(Optional.empty(), Optional.of(BEGIN.plusSeconds(60 * 11)));
    TimeWindow open = TimeWindow.OPEN;
    List<RunFilter> filters = List.of(
        new RunFilter(project, Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), open),
        new RunFilter(Optional.empty(), statuses, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), open),
        new RunFilter(Optional.empty(), Set.of(), type, Optional.empty(), Optional.empty(), Optional.empty(), open),
        new RunFilter(Optional.empty(), Set.of(), Optional.empty(), command, Optional.empty(), Optional.empty(), open),
        new RunFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), carrier, Optional.empty(), open),
        new RunFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), commit, open),
        new RunFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), window),
        new RunFilter(project, statuses, type, command, carrier, commit, open),
        new RunFilter(project, statuses, type, command, carrier, commit, window));
    for (RunFilter filter : filters) {
      assertReadsFew(filter, new Page(0, 100), 10);
    }
    RunFilter often = new RunFilter(Optional.of(new ProjectId(1)), Set.of(RunStatus.SUCCESSFUL), Optional.of(RunType.MANUAL),
        Optional.empty(), Optional.empty(), Optional.empty(), open);
    assertReadsFew(often, new Page(0, 100), 100);
    assertReadsFew(often, new Page(10_000, 100), 100);
    assertReadsFew(RunFilter.ALL, new Page(10_000, 100), 100);
  }

  /** The window is counted as far as 2000 runs, and the days in which it begins and ends are passed through, of 1440 runs each. */
  @Test
  void aPageOfAWideWindowDoesNotReadWhatIsNewerOrOlder() throws SQLException {
    addHistory();
    TimeWindow past = new TimeWindow(Optional.of(day(1)), Optional.of(day(4)));
    TimeWindow since = new TimeWindow(Optional.of(day(12)), Optional.empty());
    int oldestSince = 12 * 1440;
    for (Set<RunStatus> statuses : List.of(Set.<RunStatus>of(), Set.of(RunStatus.SUCCESSFUL, RunStatus.FAILED))) {
      assertReads(4000, within(past, statuses), new Page(0, 100), 100);
      assertReads(4000, within(past, statuses), new Page(3000, 100), 100);
      assertReads(4000, within(since, statuses), new Page(0, 100), 100);
      assertReads(4000, within(since, statuses), new Page(oldestSince + 50, 100), 50);
    }
    assertReads(4000, within(past, Set.of(RunStatus.CANCELLED)), new Page(0, 100), 0);
  }

  private static Instant day(int number) {
    return BEGIN.plus(Duration.ofDays(number));
  }

  private static RunFilter within(TimeWindow window, Set<RunStatus> statuses) {
    return new RunFilter(Optional.empty(), statuses, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), window);
  }

  private static void addHistory() throws SQLException {
    TestDatabase.execute(TestDatabase.settings(), List.of(HISTORY, "analyze table dc_logs.log_dbt_project_run"));
  }

  private void assertReadsFew(RunFilter filter, Page page, int found) throws SQLException {
    assertReads(1000, filter, page, found);
  }

  private void assertReads(int most, RunFilter filter, Page page, int found) throws SQLException {
    long rows = RowsRead.by(() -> assertEquals(found, store().runs().list(TestDatabase.OURS, filter, page).size()));
    assertTrue(rows < most, rows + " rows read for " + filter);
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
