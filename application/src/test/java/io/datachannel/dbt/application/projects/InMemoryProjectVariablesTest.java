package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;

class InMemoryProjectVariablesTest extends ProjectVariablesContract {
  private final ProjectVariables variables = new InMemoryProjectVariables();
  private int last;

  @Override
  protected ProjectVariables variables() {
    return variables;
  }

  @Override
  protected Project aProject(AccountId account) {
    last++;
    return ProjectBuilder.aProject().withId(last).in(account).build();
  }
}
