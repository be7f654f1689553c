package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.ArrayList;
import java.util.List;

/**
 * What is installed for a line of dbt-core. Up to 1.7 adapters follow the line of the core; since 1.8 they are released on their own.
 *
 * @param requirements dbt-core, its adapter, and what else is needed for a line to work
 * @param fromSource   packages without wheels; only these may be built, everything else is installed from wheels
 * @param lowestPython minor version of Python 3, inclusive (metadata of dbt-core)
 * @param highestPython the same, the newest one that the line was released for
 */
record DbtPackages(List<String> requirements, List<String> fromSource, int lowestPython, int highestPython) {

  static DbtPackages of(DbtVersion version, WarehouseType warehouse) {
    int minor = version.minor();
    List<String> requirements = new ArrayList<>();
    requirements.add("dbt-core==" + version);
    requirements.add(warehouse.adapterPackage() + (minor <= 7 ? "~=1." + minor + ".0" : ">=1.8,<2"));
    if (minor <= 6) {
      // Without it, the choice of wheels leads back to a release that does not import on Python 3.10 and later.
      requirements.add("agate>=1.6.3");
    }
    List<String> fromSource = minor <= 8 ? List.of("logbook", "minimal-snowplow-tracker", "parsedatetime") : List.of();
    return new DbtPackages(List.copyOf(requirements), fromSource, minor >= 11 ? 10 : 9, minor <= 6 ? 11 : minor <= 9 ? 12 : 13);
  }
}
