package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.project.DbtDefaults;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import java.util.List;

/** What all calls of dbt for a project have in common. @param vars those of the project alone, a JSON object */
public record ProjectCalls(String target, String vars, EnvironmentVariables variables) {

  static ProjectCalls of(DbtDefaults defaults, EnvironmentVariables variables) {
    return new ProjectCalls(defaults.targetName(), defaults.vars(), variables);
  }

  /** For calls that are of no run. */
  public List<String> words() {
    return vars.equals(DbtVars.NONE) ? List.of() : List.of("--vars", vars);
  }
}
