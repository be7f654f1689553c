package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.EnvironmentVariables.Variable;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The variables of projects in maps. */
public final class InMemoryProjectVariables implements ProjectVariables {
  private final Map<ProjectId, TreeMap<String, Variable>> rows = new ConcurrentHashMap<>();

  @Override
  public synchronized EnvironmentVariables of(Project project) {
    return new EnvironmentVariables(rows.getOrDefault(project.id(), new TreeMap<>()));
  }

  @Override
  public synchronized void put(Project project, VariableName name, Secret value) {
    rows.computeIfAbsent(project.id(), _ -> new TreeMap<>()).put(name.value(), new Variable(value, project.revision()));
  }

  @Override
  public synchronized boolean remove(Project project, VariableName name) {
    return rows.getOrDefault(project.id(), new TreeMap<>()).remove(name.value()) != null;
  }
}
