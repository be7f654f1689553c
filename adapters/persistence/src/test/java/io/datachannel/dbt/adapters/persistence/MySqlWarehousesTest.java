package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.application.warehouses.WarehousesContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlWarehousesTest extends WarehousesContract {
  private static final Sql COLUMNS = new Sql("test.columns",
      "select concat(configuration_json, sealed_secrets_json) as text from ${admin}.data_warehouses where id = :id");
  private static final WarehouseConnection POSTGRES = WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
      "host", "db.example", "user", "dbt", "password", "planted-secret", "dbname", "shop", "schema", "marts"));

  @Override
  protected Warehouses warehouses() {
    return new MySqlWarehouses(TestDatabase.database(), new ReversingSeal());
  }

  @Test
  void aSecretIsWrittenSealedOnly() {
    WarehouseId id = warehouses().add(OURS, "shop", POSTGRES);

    String text = TestDatabase.database().session().one(COLUMNS, Values.of("id", id.value()), row -> row.text("text")).orElseThrow();
    assertFalse(text.contains("planted-secret"), text);
  }

  @Test
  void aSecretMovedToAnotherRowDoesNotOpenButCanBeEnteredAgain() {
    WarehouseId first = warehouses().add(OURS, "one", POSTGRES);
    WarehouseId second = warehouses().add(OURS, "two", POSTGRES);
    TestDatabase.execute(TestDatabase.settings(), List.of("""
        update dc_admin.data_warehouses a join dc_admin.data_warehouses b
        set a.sealed_secrets_json = b.sealed_secrets_json where a.id = %d and b.id = %d""".formatted(first.value(), second.value())));

    Warehouse found = warehouses().find(OURS, first).orElseThrow();
    Secret password = found.connection().secret().get("password");
    PortFailure failure = assertThrows(PortFailure.class, password::reveal);
    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    assertEquals(List.of("one", "two"), warehouses().list(OURS, new Page(0, 10)).stream().map(Warehouse::name).toList());
    Warehouse again = found.changed("one", POSTGRES);
    warehouses().update(again);
    assertEquals(Optional.of(again), warehouses().find(OURS, first));
  }
}
