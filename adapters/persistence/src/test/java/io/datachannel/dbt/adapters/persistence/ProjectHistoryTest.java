package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.ProjectHistoryContract;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class ProjectHistoryTest extends ProjectHistoryContract {
  private static final String CHANGES = """
      insert into dc_admin.dbt_project_change_history (dbt_project_id, property_name, new_value, updated_by)
      select if(seq %% 100 = 0, %d, %d), 'name', seq, 1
      from dc_admin.seq_1_to_20000
      """;

  @Test
  void thePageOfAnAccountReadsNothingOfOthers() throws SQLException {
    ProjectId ours = aProject(TestDatabase.OURS);
    ProjectId theirs = aProject(new AccountId(2));
    TestDatabase.execute(TestDatabase.settings(),
        List.of(CHANGES.formatted(ours.value(), theirs.value()), "analyze table dc_admin.dbt_project_change_history"));

    long read = RowsRead.by(() -> assertEquals(100, history().ofAccount(TestDatabase.OURS, new Page(0, 100)).size()));

    assertTrue(read < 1000, read + " rows read");
  }

  @Override
  protected ProjectHistory history() {
    return new MySqlProjectHistory(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
