package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.domain.project.DbtLine;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.ArrayList;
import java.util.List;

/**
 * What is installed for a version of dbt-core.
 *
 * @param requirements dbt-core, its adapter, and what else is needed for a line to work
 * @param fromSource   packages without wheels; only these may be built, everything else is installed from wheels
 * @param lowestPython minor version of Python 3, inclusive
 * @param highestPython the same
 */
record DbtPackages(List<String> requirements, List<String> fromSource, int lowestPython, int highestPython) {

  static DbtPackages of(DbtVersion version, WarehouseType warehouse) {
    DbtLine line = version.line();
    List<String> requirements = new ArrayList<>();
    requirements.add("dbt-core==" + version);
    requirements.add(warehouse.adapterPackage() + line.adapterVersions());
    if (line.minor() <= 6) {
      // Without it, the choice of wheels leads back to a release that does not import on Python 3.10 and later.
      requirements.add("agate>=1.6.3");
    }
    List<String> fromSource = line.minor() <= 8 ? List.of("logbook", "minimal-snowplow-tracker", "parsedatetime") : List.of();
    return new DbtPackages(List.copyOf(requirements), fromSource, line.lowestPython(), line.highestPython());
  }
}
