package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbtPackagesTest {

  @Test
  void upTo17TheAdapterFollowsTheLineOfTheCore() {
    assertEquals(List.of("dbt-core==1.7.20", "dbt-postgres~=1.7.0"), packages("1.7", WarehouseType.POSTGRES).requirements());
  }

  @Test
  void since18AdaptersAreReleasedOnTheirOwn() {
    assertEquals(List.of("dbt-core==1.8.10", "dbt-duckdb>=1.8,<2"), packages("1.8", WarehouseType.DUCKDB).requirements());
  }

  @Test
  void newLinesAreInstalledFromWheelsOnly() {
    assertEquals(List.of(), packages("1.9", WarehouseType.DUCKDB).fromSource());
    assertTrue(packages("1.8", WarehouseType.DUCKDB).fromSource().contains("logbook"));
  }

  @Test
  void oldLinesGetAnOlderPython() {
    assertEquals(11, packages("1.5", WarehouseType.DUCKDB).highestPython());
    assertEquals(13, packages("1.11", WarehouseType.DUCKDB).highestPython());
  }

  private static DbtPackages packages(String version, WarehouseType warehouse) {
    return DbtPackages.of(DbtVersion.of(version), warehouse);
  }
}
