package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.credentials.BoundTokens;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.AdapterLines;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.util.Optional;

/** Checks that what a project is built on is there, and holds it there until the end of the transaction. */
public final class ProjectParts {
  private final Warehouses warehouses;
  private final Credentials credentials;
  private final BoundTokens tokens;

  public ProjectParts(Warehouses warehouses, Credentials credentials, ProjectUses uses) {
    this.warehouses = warehouses;
    this.credentials = credentials;
    this.tokens = new BoundTokens(credentials, uses);
  }

  /**
   * @param changed the project that it is of, when that is there already
   * @throws InvalidInput when the name is out of bounds, the account has no such warehouse or credential, the warehouse no schema, its
   *         adapter is not there for the version of dbt, or the credential's token is for another host than the repository's
   */
  void check(Caller caller, ProjectDefinition definition, Optional<ProjectId> changed) {
    Text.required("name", definition.name(), 255);
    Warehouse warehouse = warehouses.lock(caller.account(), definition.warehouse())
        .orElseThrow(() -> missing("warehouseId", "warehouse", definition.warehouse().value()));
    AdapterLines.unsuitable(definition.settings().dbtVersion(), warehouse.connection()).ifPresent(words -> {
      throw new InvalidInput(FailureCode.DBT_VERSION_UNSUITABLE, "dbtVersion", words);
    });
    definition.settings().defaults().schema().ifPresent(schema -> warehouse.connection().inSchema(schema));
    Credential credential = credentials.lock(caller.account(), definition.credential())
        .orElseThrow(() -> missing("credentialId", "credential", definition.credential().value()));
    tokens.bind(credential, definition.source().repository(), changed);
  }

  private static InvalidInput missing(String field, String kind, long id) {
    return new InvalidInput(FailureCode.FIELD_INVALID, field,
        "There is no " + kind + " " + id + " in this account; add it first and give its id.");
  }
}
