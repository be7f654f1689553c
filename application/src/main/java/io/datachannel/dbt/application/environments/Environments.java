package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Python environments that dbt runs in, byte-compiled, each as its lock says. Projects of one owner with the same lock share the files.
 * Failures are of the error type ENVIRONMENT.
 */
public interface Environments {

  /** What a request comes to on this machine; nothing is built. */
  Result<Fingerprints> fingerprints(EnvironmentRequest request);

  /**
   * The environment of a lock, where it is complete here; then it becomes the current one of the request's name.
   *
   * @param lock the digest
   */
  Optional<Environment> ready(EnvironmentRequest request, String lock);

  /** The current one of the request's name, where it was built for the same fingerprints. */
  Optional<Environment> latest(EnvironmentRequest request);

  /** Asks the package index which versions go together now. @param progress takes a line for each thing worth telling */
  Result<Resolved> resolve(EnvironmentRequest request, Consumer<String> progress);

  /**
   * Builds the environment of a lock beside the current one of the request's name and switches; a failing build leaves the current one as it was.
   * One that is there is taken as it is.
   */
  Result<Environment> build(EnvironmentRequest request, Resolved resolved, Consumer<String> progress);

  /** Deletes every environment that was built for a project, under whichever name. @param uuid of the project */
  void deleteOf(String uuid);

  /** For what is of no project, and so has no lock kept: the current one, or one that is resolved and built now. */
  default Result<Environment> prepare(EnvironmentRequest request, Consumer<String> progress) {
    Optional<Environment> latest = latest(request);
    if (latest.isPresent()) {
      return new Result.Ok<>(latest.get());
    }
    return switch (resolve(request, progress)) {
      case Result.Ok<Resolved>(Resolved resolved) -> build(request, resolved, progress);
      case Result.Failed<Resolved>(Failure failure) -> new Result.Failed<>(failure);
    };
  }

  /**
   * @param owner        whose environments may be shared with each other; a file name
   * @param name         from {@link EnvironmentName}; the environment's folder
   * @param requirements the requirements.txt of the project, when it has one
   */
  record EnvironmentRequest(
      String owner, String name, DbtVersion dbtVersion, WarehouseType warehouseType, Optional<Path> requirements) {}

  /**
   * @param fingerprint of dbt version, adapter, requirements and Python version; hexadecimal, 64 digits
   * @param kind        of the line of dbt, adapter and requirements: an environment of the same kind can stand in; the same shape
   */
  record Fingerprints(String fingerprint, String kind) {}

  /** @param requirements what is installed, with the hashes of the files where the index tells them; in the format of requirements.txt */
  record Resolved(EnvironmentLock lock, String requirements) {}

  /**
   * @param python      the interpreter
   * @param fingerprint of what was asked for when it was built, or now for one that goes with both
   * @param lock        the digest of what is in it
   * @param reused      it was there already
   */
  record Environment(Path python, String fingerprint, String lock, boolean reused) {}
}
