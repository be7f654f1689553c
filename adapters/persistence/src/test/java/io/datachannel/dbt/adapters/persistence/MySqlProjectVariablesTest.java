package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.projects.ProjectVariables;
import io.datachannel.dbt.application.projects.ProjectVariablesContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlProjectVariablesTest extends ProjectVariablesContract {
  @Override
  protected ProjectVariables variables() {
    return new MySqlProjectVariables(TestDatabase.database(), new ReversingSeal());
  }

  @Override
  protected Project aProject(AccountId account) {
    return new MySqlProjects(TestDatabase.database()).find(account, TestDatabase.fixture().project(account)).orElseThrow();
  }

  @Test
  void anotherAccountSeesNone() {
    Project project = aProject(OURS);
    variables().put(project, REGION, new Secret("eu"));

    Project foreign = new Project(project.id(), new AccountId(2), project.uuid(), project.status(), project.definition(), project.revision());

    assertEquals(EnvironmentVariables.NONE, variables().of(foreign));
  }
}
