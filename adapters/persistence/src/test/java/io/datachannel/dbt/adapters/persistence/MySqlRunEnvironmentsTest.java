package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.runs.RunEnvironmentsContract;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlRunEnvironmentsTest extends RunEnvironmentsContract {
  @Override
  protected RunStore store() {
    return TestDatabase.fixture().runStore();
  }

  @Override
  protected RunEnvironments environments() {
    return new MySqlRunEnvironments(TestDatabase.fixture().database());
  }

  @Test
  void aWarningOfANewerVersionIsLeftOut() {
    RunId id = running(LOCK, WARNING, WARNING);
    TestDatabase.execute(TestDatabase.settings(), List.of(
        "update dc_logs.log_dbt_project_run set warnings = json_set(warnings, '$[0].code', 'NOT_KNOWN_YET') where id = " + id.value()));

    assertEquals(List.of(WARNING), environments().find(OURS, id).orElseThrow().warnings());
  }
}
