package io.datachannel.dbt.application.warehouses;

class InMemoryWarehousesTest extends WarehousesContract {
  private final Warehouses warehouses = new InMemoryWarehouses();

  @Override
  protected Warehouses warehouses() {
    return warehouses;
  }
}
