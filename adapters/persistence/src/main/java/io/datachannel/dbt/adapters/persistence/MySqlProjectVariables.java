package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.projects.ProjectVariables;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.EnvironmentVariables.Variable;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of {@code dbt_project_variables}; each secret is sealed for its account, project and name. */
public final class MySqlProjectVariables implements ProjectVariables {
  private final Session session;
  private final SecretSealing sealing;

  public MySqlProjectVariables(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public EnvironmentVariables of(Project project) {
    TreeMap<String, Variable> all = new TreeMap<>();
    session.all(VariableStatements.OF_PROJECT, of(project.account(), project.id()),
            row -> all.put(row.text("name"), new Variable(value(row, project), row.number("revision"))));
    return new EnvironmentVariables(all);
  }

  private Secret value(Row row, Project project) {
    String name = row.text("name");
    return row.optionalText("sealed_value")
        .map(sealed -> Secret.sealed(() -> sealing.open(sealed, project.account(), purpose(project.id(), name))))
        .orElseGet(() -> new Secret(row.text("plain_value")));
  }

  @Override
  public void put(Project project, VariableName name, Secret value) {
    boolean secret = VariableName.isSecret(name.value());
    session.change(VariableStatements.PUT, of(project.account(), project.id()).with("name", name.value())
        .with("plain", secret ? Optional.empty() : Optional.of(value.reveal()))
        .with("sealed", secret ? Optional.of(sealing.seal(value, project.account(), purpose(project.id(), name.value()))) : Optional.empty())
        .with("revision", project.revision()));
  }

  @Override
  public boolean remove(Project project, VariableName name) {
    return session.change(VariableStatements.REMOVE, of(project.account(), project.id()).with("name", name.value())) == 1;
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }

  static String purpose(ProjectId project, String name) {
    return "project/" + project.value() + "/variable/" + name;
  }
}
