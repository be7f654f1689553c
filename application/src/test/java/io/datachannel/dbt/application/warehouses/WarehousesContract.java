package io.datachannel.dbt.application.warehouses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Warehouses} does. */
public abstract class WarehousesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final WarehouseConnection POSTGRES = WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
      "host", "db.example", "user", "it's \"é\" 🦆", "password", "pass'wörd\\🦆", "dbname", "shop", "schema", "marts"));
  private static final WarehouseConnection DUCKDB = WarehouseConnection.of(WarehouseType.DUCKDB, Map.of("path", "shop.duckdb"));

  protected abstract Warehouses warehouses();

  @Test
  public void aWarehouseIsFoundWithItsSecrets() {
    WarehouseId id = warehouses().add(OURS, "Größe 🦆", POSTGRES);

    assertEquals(Optional.of(new Warehouse(id, OURS, "Größe 🦆", POSTGRES, 1)), warehouses().find(OURS, id));
  }

  @Test
  public void anotherAccountFindsNothing() {
    WarehouseId id = warehouses().add(OURS, "shop", DUCKDB);

    assertEquals(Optional.empty(), warehouses().find(ANOTHER, id));
    assertEquals(List.of(), warehouses().list(ANOTHER, new Page(0, 10)));
  }

  @Test
  public void listsComeByIdAndPageByPage() {
    WarehouseId first = warehouses().add(OURS, "one", DUCKDB);
    WarehouseId second = warehouses().add(OURS, "two", POSTGRES);
    WarehouseId third = warehouses().add(OURS, "three", DUCKDB);

    assertEquals(List.of(first, second), ids(new Page(0, 2)));
    assertEquals(List.of(third), ids(new Page(second.value(), 2)));
  }

  @Test
  public void aChangeCountsTheRevisionUp() {
    Warehouse first = warehouses().find(OURS, warehouses().add(OURS, "shop", DUCKDB)).orElseThrow();
    Warehouse second = first.changed("Größe", POSTGRES);

    assertEquals(1, warehouses().update(second));
    assertEquals(Optional.of(second), warehouses().lock(OURS, first.id()));
  }

  @Test
  public void aChangeOfAnOldRevisionChangesNothing() {
    Warehouse first = warehouses().find(OURS, warehouses().add(OURS, "shop", DUCKDB)).orElseThrow();
    Warehouse second = first.changed("second", DUCKDB);
    warehouses().update(second);

    assertEquals(0, warehouses().update(first.changed("late", POSTGRES)));
    assertEquals(Optional.of(second), warehouses().find(OURS, first.id()));
  }

  @Test
  public void onlyItsAccountDeletesIt() {
    WarehouseId id = warehouses().add(OURS, "shop", DUCKDB);

    assertEquals(0, warehouses().delete(ANOTHER, id));
    assertEquals(Optional.empty(), warehouses().lock(ANOTHER, id));
    assertEquals(1, warehouses().delete(OURS, id));
    assertEquals(Optional.empty(), warehouses().find(OURS, id));
  }

  private List<WarehouseId> ids(Page page) {
    return warehouses().list(OURS, page).stream().map(Warehouse::id).toList();
  }
}
