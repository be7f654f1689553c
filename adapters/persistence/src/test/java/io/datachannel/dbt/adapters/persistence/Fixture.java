package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What rows refer to. */
record Fixture(Database database) {
  private static final AtomicInteger UUIDS = new AtomicInteger();

  RunStore runStore() {
    return new RunStore(new MySqlUnitOfWork(database), new MySqlRuns(database), new MySqlRunQueue(database),
        new MySqlRunLedger(database), new MySqlAccountSlots(database, 4));
  }

  WarehouseId warehouse(AccountId account) {
    return new MySqlWarehouses(database, new ReversingSeal())
        .add(account, "shop", WarehouseConnection.of(WarehouseType.DUCKDB, Map.of("path", "shop.duckdb")));
  }

  CredentialId credential(AccountId account) {
    return new MySqlCredentials(database, new ReversingSeal()).add(account, "public", new GitAccess.Public());
  }

  ProjectId project(AccountId account) {
    return new MySqlProjects(database).add(new Caller(account, new UserId(account.value()), Role.ADMIN),
        "00000000-0000-4000-8000-%012d".formatted(UUIDS.incrementAndGet()),
        ProjectBuilder.aProject().on(warehouse(account)).with(credential(account)).definition());
  }
}
