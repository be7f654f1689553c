package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ModelDetails;
import io.datachannel.dbt.application.projects.ModelDetailsContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlModelDetailsTest extends ModelDetailsContract {
  @Override
  protected ModelDetails details() {
    return new MySqlModelDetails(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Test
  void ofVeryLongSqlHeadAndTailAreKept() {
    ProjectId project = aProject(OURS);
    String sql = "select 'head'" + " ".repeat(1_000_000) + "-- tail";

    details().replace(project, List.of(new ModelDetail("model.shop.long", "sql", sql, Optional.of(sql), List.of(), List.of(), List.of(),
        "{}")), List.of());

    String kept = details().find(OURS, project, "model.shop.long").orElseThrow().rawSql();
    assertTrue(kept.startsWith("select 'head'") && kept.contains("[… cut …]") && kept.endsWith("-- tail"), () -> "" + kept.length());
  }
}
