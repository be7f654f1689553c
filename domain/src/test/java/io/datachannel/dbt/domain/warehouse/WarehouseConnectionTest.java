package io.datachannel.dbt.domain.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarehouseConnectionTest {
  private static final Map<String, String> POSTGRES = Map.of(
      "host", "db.example.com", "user", "loader", "password", "hunter22", "dbname", "shop", "schema", "analytics");

  @Test
  void whatIsLeftOutIsFilledIn() {
    WarehouseConnection connection = WarehouseConnection.of(WarehouseType.POSTGRES, POSTGRES);

    assertEquals("5432", connection.open().get("port"));
    assertEquals("prefer", connection.open().get("sslmode"));
  }

  @Test
  void theSecretsAreKeptApart() {
    WarehouseConnection connection = WarehouseConnection.of(WarehouseType.POSTGRES, POSTGRES);

    assertFalse(connection.toString().contains("hunter22"));
    assertEquals("hunter22", connection.secret().get("password").reveal());
  }

  @ParameterizedTest
  @CsvSource({
      "port, 0, WAREHOUSE_FIELD_INVALID", "port, 65536, WAREHOUSE_FIELD_INVALID", "port, x, WAREHOUSE_FIELD_INVALID",
      "sslmode, maybe, WAREHOUSE_FIELD_INVALID", "host, '', FIELD_MISSING", "account, a, FIELD_UNKNOWN"})
  void aBadFieldIsNamed(String field, String value, FailureCode code) {
    Map<String, String> given = new HashMap<>(POSTGRES);
    given.put(field, value);

    InvalidInput refused = assertThrows(InvalidInput.class, () -> WarehouseConnection.of(WarehouseType.POSTGRES, given));

    assertEquals(code, refused.code());
    assertEquals("connection." + field, refused.field());
  }

  @ParameterizedTest
  @CsvSource({"../x.duckdb", "/etc/x.duckdb"})
  void aDatabaseFileStaysInTheAccountsFolder(String path) {
    InvalidInput refused = assertThrows(InvalidInput.class,
        () -> WarehouseConnection.of(WarehouseType.DUCKDB, Map.of("path", path)));

    assertEquals(FailureCode.PROJECT_PATH_INVALID, refused.code());
  }

  @Test
  void aProjectMayHaveItsModelsInAnotherSchema() {
    WarehouseConnection connection = WarehouseConnection.of(WarehouseType.DUCKDB, Map.of("path", "shop.duckdb"));

    assertEquals("marts", connection.inSchema("marts").open().get("schema"));
    assertEquals("main", connection.open().get("schema"));
    assertEquals("shop.duckdb", connection.inSchema("marts").open().get("path"));
  }
}
