package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.activity.ProjectActivities;
import io.datachannel.dbt.application.activity.ProjectActivitiesContract;
import io.datachannel.dbt.application.activity.ProjectActivity;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlProjectActivitiesTest extends ProjectActivitiesContract {
  private static final int PROJECTS = 50;
  /** Of the projects in turn. */
  private static final String RUNS = """
      insert into dc_logs.log_dbt_project_run
        (account_id, dbt_project_id, model_type, run_type, status, queued_at, finished_at, command, selection, full_refresh, vars,
         arguments, threads, timeout_seconds, succeeded, warned, failed, skipped, untouched)
      select 1, %d + seq %% %d, 'All Models', 'SCHEDULED', 'SUCCESSFUL', '2026-01-01', '2026-02-01', 'build', '[]', false, '{}', '[]', 1, 60,
        0, 0, 0, 0, 0
      from dc_logs.seq_1_to_100000
      """;
  /** None was kept but the oldest of each project. */
  private static final String REFRESHES = """
      insert into dc_admin.dbt_project_refreshes (account_id, dbt_project_id, state, requested_at)
      select 1, %1$d + seq %% %2$d, if(seq <= %2$d, 'SUCCESSFUL', 'FAILED'), '2026-01-01'
      from dc_logs.seq_1_to_1000
      """;

  @Test
  void aPageOfFiftyProjectsReadsTheLastRunsOfEachAndNotAll() throws SQLException {
    List<ProjectId> projects = IntStream.range(0, PROJECTS).mapToObj(_ -> aProject(TestDatabase.OURS)).toList();
    int first = projects.getFirst().value();
    assertEquals(first + PROJECTS - 1, projects.getLast().value());
    TestDatabase.execute(TestDatabase.settings(), List.of(RUNS.formatted(first, PROJECTS), REFRESHES.formatted(first, PROJECTS),
        "analyze table dc_logs.log_dbt_project_run", "analyze table dc_admin.dbt_project_refreshes"));

    long read = RowsRead.by(() -> activities().of(TestDatabase.OURS, projects)
        .forEach(activity -> assertEquals(ProjectActivity.MOST_RUNS, activity.lastRuns().size())));

    assertTrue(read < 5000, read + " rows read");
  }

  @Override
  protected ProjectActivities activities() {
    return new MySqlProjectActivities(TestDatabase.database());
  }

  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected Schedules schedules() {
    return new MySqlSchedules(TestDatabase.database(), text -> {
      throw new IllegalStateException("no cron here: " + text);
    });
  }

  @Override
  protected ModelCatalog catalog() {
    return new MySqlModelCatalog(TestDatabase.database());
  }

  @Override
  protected Refreshes refreshes() {
    return new MySqlRefreshes(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
