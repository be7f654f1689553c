package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Environments built by uv; projects of one owner whose lock is the same share one, see {@link EnvironmentLinks}. */
public final class UvEnvironments implements Environments {
  private final EnvironmentLinks links;
  private final UvBuild uv;
  private final Pythons pythons;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  public UvEnvironments(EnvironmentPlaces places, UvTool tool, Processes processes, Programs programs, HostVariables variables) {
    this(new EnvironmentLinks(places.root()), new UvBuild(UvCache.in(places), places.mostBytes(), tool, processes, variables),
        new Pythons(processes, programs));
  }

  UvEnvironments(EnvironmentLinks links, UvBuild uv, Pythons pythons) {
    this.links = links;
    this.uv = uv;
    this.pythons = pythons;
  }

  /** With environments of any size that people have. */
  public UvEnvironments(Path root, Path cache, UvTool tool, Processes processes, Programs programs, HostVariables variables) {
    this(new EnvironmentPlaces(root, cache, EnvironmentPlaces.STANDARD, EnvironmentPlaces.STANDARD_CACHE), tool, processes, programs, variables);
  }

  /** Finds the interpreter of the standard dbt version ahead, so that the first run need not start one to ask for its version. */
  public void lookForPython() {
    DbtPackages standard = DbtPackages.of(DbtVersion.standard(), WarehouseType.DUCKDB);
    pythons.find(standard.lowestPython(), standard.highestPython());
  }

  @Override
  public Result<Fingerprints> fingerprints(EnvironmentRequest request) {
    return switch (read(request)) {
      case Result.Ok<Recipe>(Recipe recipe) -> new Result.Ok<>(recipe.shown());
      case Result.Failed<Recipe>(Failure failure) -> new Result.Failed<>(failure);
    };
  }

  @Override
  public Optional<Environment> ready(EnvironmentRequest request, String lock) {
    return read(request) instanceof Result.Ok<Recipe>(Recipe recipe)
        ? alone(request.name(), () -> switchedTo(links.folder(request.owner(), request.name(), lock), recipe.fingerprint(), true))
        : Optional.empty();
  }

  @Override
  public Optional<Environment> latest(EnvironmentRequest request) {
    return read(request) instanceof Result.Ok<Recipe>(Recipe recipe)
        ? alone(request.name(), () -> EnvironmentFolder.currentIn(links.home(request.name()))
            .filter(current -> current.fingerprint().equals(recipe.fingerprint()))).flatMap(current -> ready(request, current.lock()))
        : Optional.empty();
  }

  @Override
  public Result<Resolved> resolve(EnvironmentRequest request, Consumer<String> progress) {
    return switch (read(request)) {
      case Result.Ok<Recipe>(Recipe recipe) -> alone(request.name(), () -> uv.resolve(recipe, links.home(request.name()), progress));
      case Result.Failed<Recipe>(Failure failure) -> new Result.Failed<>(failure);
    };
  }

  @Override
  public Result<Environment> build(EnvironmentRequest request, Resolved resolved, Consumer<String> progress) {
    return switch (read(request)) {
      case Result.Ok<Recipe>(Recipe recipe) -> alone(request.name(), () -> built(request, recipe, resolved, progress));
      case Result.Failed<Recipe>(Failure failure) -> new Result.Failed<>(failure);
    };
  }

  /** The UUID ends every name that the project ever had. */
  @Override
  public void deleteOf(String uuid) {
    try {
      for (Path home : links.homes().stream().filter(folder -> folder.getFileName().toString().endsWith("-" + uuid)).toList()) {
        under(home.getFileName().toString(), () -> {
          Folders.delete(home);
          return home;
        });
      }
      links.collect();
    } catch (IOException | UncheckedIOException broken) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The environments of a project cannot be deleted.", broken);
    }
  }

  private Result<Recipe> read(EnvironmentRequest request) {
    return switch (Requirements.read(request.requirements())) {
      case Result.Failed<Requirements>(Failure failure) -> new Result.Failed<>(failure);
      case Result.Ok<Requirements>(Requirements requirements) -> recipe(request, requirements);
    };
  }

  private Result<Recipe> recipe(EnvironmentRequest request, Requirements requirements) {
    DbtPackages packages = DbtPackages.of(request.dbtVersion(), request.warehouseType());
    return pythons.find(packages.lowestPython(), packages.highestPython())
        .<Result<Recipe>>map(python -> new Result.Ok<>(new Recipe(request.dbtVersion(), packages, requirements, python)))
        .orElseGet(() -> new Result.Failed<>(Failure.of(FailureCode.ENVIRONMENT_BUILD_FAILED,
            "dbt-core " + request.dbtVersion() + " needs Python 3." + packages.lowestPython() + " to 3." + packages.highestPython()
                + ", and the service finds none on its PATH; install one, or choose another dbt version.")));
  }

  /** One that another project is building is waited for. */
  private Result<Environment> built(EnvironmentRequest request, Recipe recipe, Resolved resolved, Consumer<String> progress) throws IOException {
    EnvironmentFolder folder = links.folder(request.owner(), request.name(), resolved.lock().digest());
    links.link(folder);
    return under(folder.shared().folder().toString(), () -> {
      boolean reused = folder.shared().isComplete();
      Optional<Failure> failure = reused ? Optional.empty() : uv.build(recipe, resolved, folder.shared(), progress);
      return failure.<Result<Environment>>map(Result.Failed::new)
          .orElseGet(() -> new Result.Ok<>(alone(request.name(), () -> switchedTo(folder, recipe.fingerprint(), reused)).orElseThrow()));
    });
  }

  /** Empty when it is not there: looked at once more when there is a link, since from then on it stays. */
  private Optional<Environment> switchedTo(EnvironmentFolder folder, String fingerprint, boolean reused) throws IOException {
    SharedEnvironment shared = folder.shared();
    if (!shared.isComplete()) {
      return Optional.empty();
    }
    links.link(folder);
    if (!shared.isComplete()) {
      return Optional.empty();
    }
    if (folder.switchTo(fingerprint)) {
      links.collect();
    }
    return Optional.of(new Environment(shared.python(), fingerprint, shared.lock(), reused));
  }

  /** Nothing else is done for this name meanwhile. */
  private <T> T alone(String name, DiskWork<T> work) {
    try {
      return under(name, work);
    } catch (IOException | UncheckedIOException | CannotStart broken) {
      throw new PortFailure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "The folder of environments could not be written, or uv not be started.", broken);
    }
  }

  private <T> T under(String key, DiskWork<T> work) throws IOException {
    ReentrantLock lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.done();
    } finally {
      lock.unlock();
    }
  }

  private interface DiskWork<T> {
    T done() throws IOException;
  }
}
