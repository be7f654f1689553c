package io.datachannel.dbt.application.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.EnvironmentVariables.Variable;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link ProjectVariables} does. */
public abstract class ProjectVariablesContract {
  protected static final AccountId OURS = new AccountId(1);
  protected static final VariableName REGION = VariableName.of("DBT_REGION");
  protected static final VariableName TOKEN = VariableName.of("DBT_ENV_SECRET_GIT_TOKEN");

  protected abstract ProjectVariables variables();

  /** A new project of the account. */
  protected abstract Project aProject(AccountId account);

  @Test
  public void aProjectBeginsWithNone() {
    assertEquals(EnvironmentVariables.NONE, variables().of(aProject(OURS)));
  }

  @Test
  public void whatIsPutIsThereInTheRevisionOfTheProject() {
    Project project = aProject(OURS);
    Project later = project.changed(project.definition());

    variables().put(project, REGION, new Secret("eu 'é' 🦆"));
    variables().put(later, TOKEN, new Secret("hunter2"));

    assertEquals(Map.of("DBT_REGION", new Variable(new Secret("eu 'é' 🦆"), 1), "DBT_ENV_SECRET_GIT_TOKEN", new Variable(new Secret("hunter2"), 2)),
        new TreeMap<>(variables().of(later).all()));
  }

  @Test
  public void anotherValueTakesThePlaceOfTheFirst() {
    Project project = aProject(OURS);
    variables().put(project, TOKEN, new Secret("hunter2"));

    variables().put(project.changed(project.definition()), TOKEN, new Secret("hunter3"));

    assertEquals(Map.of("DBT_ENV_SECRET_GIT_TOKEN", new Variable(new Secret("hunter3"), 2)), new TreeMap<>(variables().of(project).all()));
  }

  @Test
  public void whatIsTakenAwayIsGoneAndOnlyThat() {
    Project project = aProject(OURS);
    Project other = aProject(OURS);
    variables().put(project, REGION, new Secret("eu"));
    variables().put(other, REGION, new Secret("us"));

    assertTrue(variables().remove(project, REGION));
    assertFalse(variables().remove(project, REGION));

    assertEquals(EnvironmentVariables.NONE, variables().of(project));
    assertEquals("us", variables().of(other).plain().get("DBT_REGION"));
  }
}
