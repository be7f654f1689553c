package io.datachannel.dbt.domain.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdapterLinesTest {
  private static final WarehouseConnection MYSQL = WarehouseConnection.of(WarehouseType.MYSQL,
      Map.of("server", "h", "username", "u", "password", "p", "schema", "s"));
  private static final WarehouseConnection REDSHIFT = WarehouseConnection.of(WarehouseType.REDSHIFT, Map.of("method", "iam", "host", "h",
      "user", "u", "access_key_id", "a", "secret_access_key", "s", "region", "eu-west-1", "dbname", "d", "schema", "s"));

  @Test
  void anAdapterOfOneLineGoesWithThatLineAlone() {
    assertEquals(Optional.empty(), AdapterLines.unsuitable(DbtVersion.of("1.7.3"), MYSQL));
    assertEquals("dbt-core 1.11.16 does not go with a mysql warehouse: dbt-mysql was released for 1.7 only. Use dbtVersion 1.7. "
        + "GET /api/v1/dbt-versions lists what goes together.", AdapterLines.unsuitable(DbtVersion.of("1.11.16"), MYSQL).orElseThrow());
    assertEquals(DbtVersion.of("1.7"), AdapterLines.newest(MYSQL));
  }

  @Test
  void aWayToLogInThatCameLaterGoesWithTheLaterLines() {
    assertEquals(Optional.empty(), AdapterLines.unsuitable(DbtVersion.of("1.8"), REDSHIFT));
    assertEquals("dbt-core 1.7.20 does not go with a redshift warehouse and the method 'iam': dbt-redshift knows it for "
        + "1.11, 1.10, 1.9, 1.8 only. Use dbtVersion 1.11. GET /api/v1/dbt-versions lists what goes together.",
        AdapterLines.unsuitable(DbtVersion.of("1.7"), REDSHIFT).orElseThrow());
  }

  @Test
  void everyWayGoesWithSomeLine() {
    Arrays.stream(WarehouseType.values())
        .forEach(type -> type.methods().forEach(method -> assertFalse(AdapterLines.of(type, method).isEmpty(), method::toString)));
  }
}
