package io.datachannel.dbt.application.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.project.PropertyChange;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeVariablesTest {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final ExpectedRevision ANY = new ExpectedRevision.Any();
  private static final VariableName REGION = VariableName.of("DBT_REGION");
  private static final VariableName TOKEN = VariableName.of("DBT_ENV_SECRET_GIT_TOKEN");

  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryProjectVariables variables = new InMemoryProjectVariables();
  private final InMemoryProjectHistory history = new InMemoryProjectHistory();
  private final ChangeVariables change = new ChangeVariables(projects, variables, history, new DirectUnitOfWork());
  private final ProjectId project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001", ProjectBuilder.aProject().definition());

  private List<PropertyChange> changes() {
    return history.list(CALLER.account(), project, new Page(0, 100)).stream().map(ProjectHistory.Entry::change).toList();
  }

  @Test
  void eachChangeIsARevisionOfTheProjectAndStandsInItsHistory() {
    assertEquals(2, change.set(CALLER, project, ANY, REGION, new Secret("eu")).revision());
    assertEquals(3, change.set(CALLER, project, ANY, REGION, new Secret("us")).revision());
    assertEquals(4, change.remove(CALLER, project, ANY, REGION).revision());

    assertEquals(List.of(
        new PropertyChange("variables.DBT_REGION", Optional.of("us"), Optional.empty()),
        new PropertyChange("variables.DBT_REGION", Optional.of("eu"), Optional.of("us")),
        new PropertyChange("variables.DBT_REGION", Optional.empty(), Optional.of("eu"))), changes());
  }

  @Test
  void aSecretIsInTheHistoryAsChangedAlone() {
    change.set(CALLER, project, ANY, TOKEN, new Secret("hunter2"));

    assertEquals(List.of(PropertyChange.ofSecret("variables.DBT_ENV_SECRET_GIT_TOKEN")), changes());
    assertFalse(changes().toString().contains("hunter2"));
  }

  @Test
  void theSameValueChangesNothing() {
    Project first = change.set(CALLER, project, ANY, TOKEN, new Secret("hunter2"));

    assertEquals(first, change.set(CALLER, project, ANY, TOKEN, new Secret("hunter2")));
    assertEquals(1, changes().size());
  }

  @Test
  void aProjectHasAHundredAtTheMost() {
    for (int number = 0; number < 100; number++) {
      change.set(CALLER, project, ANY, VariableName.of("DBT_V" + number), new Secret("x"));
    }

    assertEquals("name", assertThrows(InvalidInput.class, () -> change.set(CALLER, project, ANY, REGION, new Secret("eu"))).field());
    assertEquals(102, change.set(CALLER, project, ANY, VariableName.of("DBT_V7"), new Secret("y")).revision());
  }

  @Test
  void anOutdatedRevisionADeletedProjectAndAMissingVariableAreRefused() {
    Rejected outdated = assertThrows(Rejected.class,
        () -> change.set(CALLER, project, new ExpectedRevision.OneOf(Set.of(7L)), REGION, new Secret("eu")));
    assertEquals(FailureCode.PRECONDITION_FAILED, outdated.failure().code());
    assertThrows(NotFound.class, () -> change.remove(CALLER, project, ANY, REGION));
    assertThrows(NotFound.class, () -> change.set(CALLER, new ProjectId(99), ANY, REGION, new Secret("eu")));

    projects.put(projects.find(CALLER.account(), project).orElseThrow().in(ProjectStatus.DELETED));
    Rejected deleted = assertThrows(Rejected.class, () -> change.set(CALLER, project, ANY, REGION, new Secret("eu")));
    assertEquals(FailureCode.PROJECT_NOT_ACTIVE, deleted.failure().code());
  }
}
