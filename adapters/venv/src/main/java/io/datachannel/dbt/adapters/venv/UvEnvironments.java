package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Environments built by uv; projects of one owner whose fingerprint is the same share one, see {@link EnvironmentLinks}. */
public final class UvEnvironments implements Environments {
  private final EnvironmentLinks links;
  private final Path cache;
  private final UvTool tool;
  private final Processes processes;
  private final Pythons pythons;
  private final HostVariables variables;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param root  the folder of all environments
   * @param cache uv's cache; on the same file system, so that environments share files by hard links
   */
  public UvEnvironments(Path root, Path cache, UvTool tool, Processes processes, Programs programs, HostVariables variables) {
    this.links = new EnvironmentLinks(root.toAbsolutePath().normalize());
    this.cache = cache.toAbsolutePath();
    this.tool = tool;
    this.processes = processes;
    this.pythons = new Pythons(processes, programs);
    this.variables = variables;
  }

  /** Finds the interpreter of the standard dbt version ahead, so that the first run need not start one to ask for its version. */
  public void lookForPython() {
    DbtPackages standard = DbtPackages.of(DbtVersion.standard(), WarehouseType.DUCKDB);
    pythons.find(standard.lowestPython(), standard.highestPython());
  }

  @Override
  public Result<Environment> prepare(EnvironmentRequest request, Consumer<String> progress) {
    return switch (Requirements.read(request.requirements())) {
      case Result.Failed<Requirements>(Failure failure) -> new Result.Failed<>(failure);
      case Result.Ok<Requirements>(Requirements requirements) -> prepare(request, requirements, progress);
    };
  }

  /** The UUID ends every name that the project ever had. */
  @Override
  public void deleteOf(String uuid) {
    try {
      links.homes().stream().filter(folder -> folder.getFileName().toString().endsWith("-" + uuid)).forEach(this::delete);
      links.collect();
    } catch (IOException | UncheckedIOException broken) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The environments of a project cannot be deleted.", broken);
    }
  }

  private void delete(Path folder) {
    ReentrantLock lock = locks.computeIfAbsent(folder.getFileName().toString(), _ -> new ReentrantLock());
    lock.lock();
    try {
      Folders.delete(folder);
    } finally {
      lock.unlock();
    }
  }

  private Result<Environment> prepare(EnvironmentRequest request, Requirements requirements, Consumer<String> progress) {
    DbtPackages packages = DbtPackages.of(request.dbtVersion(), request.warehouseType());
    Optional<Pythons.Python> python = pythons.find(packages.lowestPython(), packages.highestPython());
    if (python.isEmpty()) {
      return new Result.Failed<>(Failure.of(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "dbt-core " + request.dbtVersion() + " needs Python 3." + packages.lowestPython() + " to 3." + packages.highestPython()
              + ", and the service finds none on its PATH; install one, or choose another dbt version."));
    }
    Recipe recipe = new Recipe(request.dbtVersion(), packages, requirements, python.get());
    EnvironmentFolder folder = links.folder(request.owner(), request.name(), recipe.fingerprint());
    ReentrantLock lock = locks.computeIfAbsent(request.name(), _ -> new ReentrantLock());
    lock.lock();
    try {
      links.link(folder);
      Result<Environment> found = reusedOrBuilt(folder.shared(), recipe, progress);
      if (found instanceof Result.Ok<Environment> && folder.switchTo()) {
        links.collect();
      }
      return found;
    } catch (IOException | UncheckedIOException | CannotStart broken) {
      throw new PortFailure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "The folder of environments could not be written, or uv not be started.", broken);
    } finally {
      lock.unlock();
    }
  }

  /** One that another project is building is waited for. */
  private Result<Environment> reusedOrBuilt(SharedEnvironment shared, Recipe recipe, Consumer<String> progress) throws IOException {
    ReentrantLock lock = locks.computeIfAbsent(shared.folder().toString(), _ -> new ReentrantLock());
    lock.lock();
    try {
      return shared.isComplete() ? new Result.Ok<>(new Environment(shared.python(), recipe.fingerprint(), true))
          : built(shared, recipe, progress);
    } finally {
      lock.unlock();
    }
  }

  private Result<Environment> built(SharedEnvironment shared, Recipe recipe, Consumer<String> progress) throws IOException {
    Result<Path> program = tool.program(progress);
    if (program instanceof Result.Failed<Path>(Failure failure)) {
      return new Result.Failed<>(failure);
    }
    progress.accept("Building the environment: " + String.join(", ", recipe.packages().requirements())
        + " on Python " + recipe.python().version() + ".");
    Uv uv = new Uv(((Result.Ok<Path>) program).value(), cache, processes, variables);
    Path building = shared.emptyBuildingFolder();
    try {
      Optional<Failure> failure = build(uv, building, recipe, progress);
      if (failure.isPresent()) {
        return new Result.Failed<>(failure.get());
      }
      FaultPoint.DURING_ENVIRONMENT.pass();
      shared.accept(building);
    } finally {
      Folders.delete(building);
    }
    return new Result.Ok<>(new Environment(shared.python(), recipe.fingerprint(), false));
  }

  private static Optional<Failure> build(Uv uv, Path building, Recipe recipe, Consumer<String> progress) throws IOException {
    Optional<Failure> failure = failureOf(uv.createEnvironment(building, recipe.python()), recipe);
    if (failure.isPresent()) {
      return failure;
    }
    // What was checked is what is installed, whatever becomes of the file in the checkout.
    Path requirements = Files.write(building.resolve("requirements.txt"), recipe.requirements().lines());
    Finish installed = uv.install(building, recipe.packages(), requirements);
    installed.output().lines().filter(line -> line.startsWith("Installed ")).forEach(progress);
    return failureOf(installed, recipe);
  }

  private static Optional<Failure> failureOf(Finish finish, Recipe recipe) {
    return switch (finish) {
      case Finish.Finished finished when finished.succeeded() -> Optional.empty();
      case Finish.Finished finished -> Optional.of(UvFailures.of(recipe.version(), recipe.requirements(), finished.output()));
      case Finish.TimedOut(String output) -> Optional.of(new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "Building the Python environment took too long; try again, or ask for fewer and smaller packages.",
          UvFailures.lastLines(output)));
    };
  }
}
