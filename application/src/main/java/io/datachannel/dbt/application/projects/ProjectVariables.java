package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;

/** The environment variables of projects; rows of {@code dbt_project_variables}. Values of secret ones are sealed, and opened when they are used. */
public interface ProjectVariables {

  /** Those of a project. */
  EnvironmentVariables of(Project project);

  /** Gives a variable of the project a value, in its revision. */
  void put(Project project, VariableName name, Secret value);

  /** Takes a variable away. @return whether there was one */
  boolean remove(Project project, VariableName name);
}
