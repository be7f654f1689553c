package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Python environments that dbt runs in: one for each project, byte-compiled, reused while its fingerprint is the same. Projects of one owner
 * with the same fingerprint share the files.
 */
public interface Environments {

  /**
   * Gives the environment of this name, building it beside the old one and switching when the fingerprint differs; a failing build
   * leaves the old one as it was.
   *
   * @param progress takes a line for each thing worth telling
   * @return the environment, or a failure of the error type ENVIRONMENT
   */
  Result<Environment> prepare(EnvironmentRequest request, Consumer<String> progress);

  /** Deletes every environment that was built for a project, under whichever name. @param uuid of the project */
  void deleteOf(String uuid);

  /**
   * @param owner        whose environments may be shared with each other; a file name
   * @param name         from {@link EnvironmentName}; the environment's folder
   * @param requirements the requirements.txt of the project, when it has one
   */
  record EnvironmentRequest(
      String owner, String name, DbtVersion dbtVersion, WarehouseType warehouseType, Optional<Path> requirements) {}

  /**
   * @param python      the interpreter
   * @param fingerprint of dbt version, adapter, requirements and Python version; hexadecimal
   * @param reused      it was there already
   */
  record Environment(Path python, String fingerprint, boolean reused) {}
}
