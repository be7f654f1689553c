package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.credentials.SecretChange;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.EnvironmentVariables;
import io.datachannel.dbt.domain.project.EnvironmentVariables.Variable;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/** Sets environment variables of a project and takes them away. Each change is a revision of the project. */
public final class ChangeVariables {
  private final Projects projects;
  private final ProjectVariables variables;
  private final ProjectHistory history;
  private final UnitOfWork work;

  public ChangeVariables(Projects projects, ProjectVariables variables, ProjectHistory history, UnitOfWork work) {
    this.projects = projects;
    this.variables = variables;
    this.history = history;
    this.work = work;
  }

  /**
   * @return the project with this variable; the one that there was when it had this value
   * @throws NotFound     when the account has no such project
   * @throws InvalidInput when it has as many variables as it may
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted, or PRECONDITION_FAILED
   */
  public Project set(Caller caller, ProjectId id, ExpectedRevision expected, VariableName name, Secret value) {
    return work.inTransaction(() -> {
      Project before = locked(caller, id, expected);
      EnvironmentVariables all = variables.of(before);
      Optional<Secret> known = Optional.ofNullable(all.all().get(name.value())).map(Variable::value);
      if (known.isEmpty() && all.all().size() >= EnvironmentVariables.MOST) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, "name",
            "A project may have " + EnvironmentVariables.MOST + " environment variables; take one away first.");
      }
      if (!SecretChange.between(known, Optional.of(value))) {
        return before;
      }
      Project after = revised(caller, before, change(name, known, Optional.of(value)));
      variables.put(after, name, value);
      return after;
    });
  }

  /** @throws NotFound when the account has no such project, or the project no such variable; else as {@link #set} */
  public Project remove(Caller caller, ProjectId id, ExpectedRevision expected, VariableName name) {
    return work.inTransaction(() -> {
      Project before = locked(caller, id, expected);
      Variable known = Optional.ofNullable(variables.of(before).all().get(name.value()))
          .orElseThrow(() -> new NotFound("The project has no environment variable " + name.value() + "."));
      variables.remove(before, name);
      return revised(caller, before, change(name, Optional.of(known.value()), Optional.empty()));
    });
  }

  private Project locked(Caller caller, ProjectId id, ExpectedRevision expected) {
    Project project = NotDeleted.check(projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value())));
    expected.check(project.revision());
    return project;
  }

  private Project revised(Caller caller, Project before, PropertyChange change) {
    Project after = before.changed(before.definition());
    if (projects.update(after) != 1) {
      throw new IllegalStateException("a locked project changed under the lock: " + before.id().value());
    }
    history.add(caller, List.of(before.id()), List.of(change));
    return after;
  }

  private static PropertyChange change(VariableName name, Optional<Secret> before, Optional<Secret> after) {
    String property = "variables." + name.value();
    return VariableName.isSecret(name.value())
        ? PropertyChange.ofSecret(property)
        : new PropertyChange(property, before.map(Secret::reveal), after.map(Secret::reveal));
  }
}
