package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;

/** Step 3 of the specification: "Project Configuration". */
public final class AddProject {
  private final Projects projects;
  private final Warehouses warehouses;
  private final Credentials credentials;
  private final UnitOfWork work;
  private final IdSource ids;

  public AddProject(Projects projects, Warehouses warehouses, Credentials credentials, UnitOfWork work, IdSource ids) {
    this.projects = projects;
    this.warehouses = warehouses;
    this.credentials = credentials;
    this.work = work;
    this.ids = ids;
  }

  /** @throws InvalidInput when the name is out of bounds, or the account has no such warehouse or credential */
  public Project add(Caller caller, ProjectDefinition definition) {
    Text.required("name", definition.name(), 255);
    return work.inTransaction(() -> {
      if (warehouses.find(caller.account(), definition.warehouse()).isEmpty()) {
        throw missing("warehouseId", "warehouse", definition.warehouse().value());
      }
      if (credentials.find(caller.account(), definition.credential()).isEmpty()) {
        throw missing("credentialId", "credential", definition.credential().value());
      }
      ProjectId id = projects.add(caller, ids.uuid(), definition);
      return projects.find(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value()));
    });
  }

  private static InvalidInput missing(String field, String kind, long id) {
    return new InvalidInput(FailureCode.FIELD_INVALID, field,
        "There is no " + kind + " " + id + " in this account; add it first and give its id.");
  }
}
