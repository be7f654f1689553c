package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.projects.ProjectsContract;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlProjectsTest extends ProjectsContract {
  private static final Sql HISTORY = new Sql("test.history", """
      select concat(property_name, ' ', coalesce(prev_value, 'none'), ' ', new_value, ' ', updated_by) as line
      from ${admin}.dbt_project_change_history
      where dbt_project_id = :project
      """);

  @Override
  protected Projects projects() {
    return new MySqlProjects(TestDatabase.database());
  }

  @Override
  protected WarehouseId aWarehouse(AccountId account) {
    return TestDatabase.fixture().warehouse(account);
  }

  @Override
  protected CredentialId aCredential(AccountId account) {
    return TestDatabase.fixture().credential(account);
  }

  @Test
  void addingWritesWhoDidIt() {
    ProjectId id = projects().add(new Caller(OURS, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        aProject().on(aWarehouse(OURS)).with(aCredential(OURS)).definition());

    assertEquals(List.of("status none ACTIVE 1"), TestDatabase.database().session()
        .all(HISTORY, Values.of("project", id.value()), row -> row.text("line")));
  }

  @Test
  void deletedProjectsAreNotListed() {
    ProjectId id = TestDatabase.fixture().project(OURS);
    TestDatabase.execute(TestDatabase.settings(), List.of("update dc_admin.dbt_projects set status = 'DELETED' where id = " + id.value()));

    assertEquals(List.of(), projects().list(OURS, new Page(0, 10)));
  }
}
