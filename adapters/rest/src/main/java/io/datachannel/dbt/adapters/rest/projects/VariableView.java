package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.VariableName;
import java.util.List;
import java.util.Optional;

/**
 * An environment variable of a project.
 *
 * @param value absent when it is secret
 */
public record VariableView(String name, boolean secret, Optional<String> value) {

  /** By name, ascending. */
  static List<VariableView> of(EnvironmentVariables variables) {
    return variables.all().entrySet().stream().map(one -> VariableName.isSecret(one.getKey())
        ? new VariableView(one.getKey(), true, Optional.empty())
        : new VariableView(one.getKey(), false, Optional.of(one.getValue().value().reveal()))).toList();
  }
}
