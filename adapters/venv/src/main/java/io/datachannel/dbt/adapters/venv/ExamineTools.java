package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether environments can be built here: the interpreter, and uv or the index that it comes from. It installs nothing. */
public final class ExamineTools {
  private final Processes processes;
  private final Programs programs;
  private final UvTool uv;

  public ExamineTools(Processes processes, Programs programs, UvTool uv) {
    this.processes = processes;
    this.programs = programs;
    this.uv = uv;
  }

  /** The version of the interpreter that the standard version of dbt takes; empty when there is none. */
  public Optional<String> python() {
    DbtPackages standard = DbtPackages.of(DbtVersion.standard(), WarehouseType.DUCKDB);
    return new Pythons(processes, programs).find(standard.lowestPython(), standard.highestPython())
        .map(python -> python.version() + " at " + python.executable());
  }

  /** Which minor versions of Python 3 that may be, for example {@code 3.10 to 3.13}. */
  public String suitablePythons() {
    DbtPackages standard = DbtPackages.of(DbtVersion.standard(), WarehouseType.DUCKDB);
    return "3." + standard.lowestPython() + " to 3." + standard.highestPython();
  }

  /** @param scratch an empty folder. @return where uv is, empty when it is not there and can be fetched; or why it cannot, and what to do */
  public Result<Optional<Path>> uv(Path scratch) {
    return uv.tryOut(scratch);
  }
}
