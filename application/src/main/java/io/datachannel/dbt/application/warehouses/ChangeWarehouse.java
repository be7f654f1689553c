package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.application.projects.InUse;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.AdapterLines;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes a warehouse, or deletes one that no project is built on. */
public final class ChangeWarehouse {
  private final Warehouses warehouses;
  private final ProjectUses uses;
  private final ProjectHistory history;
  private final UnitOfWork work;

  public ChangeWarehouse(Warehouses warehouses, ProjectUses uses, ProjectHistory history, UnitOfWork work) {
    this.warehouses = warehouses;
    this.uses = uses;
    this.history = history;
    this.work = work;
  }

  /**
   * @param change gives the next revision of what is there; it may be called again
   * @throws NotFound when the account has no such warehouse
   * @throws io.datachannel.dbt.application.result.Rejected with PRECONDITION_FAILED when it is not the expected revision
   * @throws InvalidInput with DBT_VERSION_UNSUITABLE, naming a project whose dbt version does not go with what the warehouse would be
   */
  public Warehouse change(Caller caller, WarehouseId id, ExpectedRevision expected, UnaryOperator<Warehouse> change) {
    return work.inTransaction(() -> {
      Warehouse before = locked(caller, id, expected);
      Warehouse after = change.apply(before);
      Text.required("name", after.name(), 255);
      List<Project> projects = uses.of(caller.account(), id);
      checkVersions(projects, after.connection());
      if (warehouses.update(after) != 1) {
        throw new IllegalStateException("a locked warehouse changed under the lock: " + id.value());
      }
      history.add(caller, projects.stream().map(Project::id).toList(), WarehouseChanges.between(before, after));
      return after;
    });
  }

  /**
   * @throws NotFound when the account has no such warehouse
   * @throws io.datachannel.dbt.application.result.Rejected with PRECONDITION_FAILED, or with IN_USE naming the projects
   */
  public void delete(Caller caller, WarehouseId id, ExpectedRevision expected) {
    work.inTransaction(() -> {
      locked(caller, id, expected);
      InUse.check("warehouse", id.value(), uses.of(caller.account(), id));
      return warehouses.delete(caller.account(), id);
    });
  }

  private static void checkVersions(List<Project> projects, WarehouseConnection connection) {
    projects.stream().filter(project -> project.status() != ProjectStatus.DELETED)
        .forEach(project -> AdapterLines.unsuitable(project.definition().settings().dbtVersion(), connection).ifPresent(words -> {
          throw new InvalidInput(FailureCode.DBT_VERSION_UNSUITABLE, "type",
              "The project " + project.id().value() + " is built on this warehouse. " + words);
        }));
  }

  private Warehouse locked(Caller caller, WarehouseId id, ExpectedRevision expected) {
    Warehouse found = warehouses.lock(caller.account(), id).orElseThrow(() -> NotFound.of("warehouse", id.value()));
    expected.check(found.revision());
    return found;
  }
}
