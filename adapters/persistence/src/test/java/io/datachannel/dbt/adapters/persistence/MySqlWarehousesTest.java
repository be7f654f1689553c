package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.application.warehouses.WarehousesContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.List;
import java.util.Map;
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
  void aSecretMovedToAnotherRowDoesNotOpen() {
    WarehouseId first = warehouses().add(OURS, "one", POSTGRES);
    WarehouseId second = warehouses().add(OURS, "two", POSTGRES);
    TestDatabase.execute(TestDatabase.settings(), List.of("""
        update dc_admin.data_warehouses a join dc_admin.data_warehouses b
        set a.sealed_secrets_json = b.sealed_secrets_json where a.id = %d and b.id = %d""".formatted(first.value(), second.value())));

    PortFailure failure = assertThrows(PortFailure.class, () -> warehouses().find(OURS, first));
    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
  }
}
