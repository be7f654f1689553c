package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.environments.EnvironmentLock;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Resolves and builds, by uv. */
final class UvBuild {
  private static final String RESOLVING = ".resolving";

  private final UvCache cache;
  private final long mostBytes;
  private final UvTool tool;
  private final Processes processes;
  private final HostVariables variables;

  /** @param mostBytes of one environment, and of what is downloaded for one */
  UvBuild(UvCache cache, long mostBytes, UvTool tool, Processes processes, HostVariables variables) {
    this.cache = cache;
    this.mostBytes = mostBytes;
    this.tool = tool;
    this.processes = processes;
    this.variables = variables;
  }

  /** @param home the folder of the name, in which nothing else goes on */
  Result<Resolved> resolve(Recipe recipe, Path home, Consumer<String> progress) throws IOException {
    Result<Uv> found = uv(progress);
    if (found instanceof Result.Failed<Uv>(Failure failure)) {
      return new Result.Failed<>(failure);
    }
    progress.accept("Resolving the environment: " + String.join(", ", recipe.packages().requirements())
        + " on Python " + recipe.python().version() + ".");
    Path folder = home.resolve(RESOLVING);
    try {
      Folders.delete(folder);
      Files.createDirectories(folder);
      Path wanted = Files.write(folder.resolve("requirements.in"), recipe.wanted());
      Path locked = folder.resolve("requirements.txt");
      Uv uv = confined(((Result.Ok<Uv>) found).value(), folder, recipe);
      Optional<Failure> failure = failureOf(cache.during(() -> uv.compile(wanted, locked, recipe.packages(), recipe.python())),
          output -> UvFailures.of(recipe.version(), recipe.requirements(), output));
      if (failure.isPresent()) {
        return new Result.Failed<>(failure.get());
      }
      CompiledRequirements compiled = new CompiledRequirements(Files.readString(locked));
      return new Result.Ok<>(new Resolved(new EnvironmentLock(recipe.python().version(), compiled.packages()), compiled.text()));
    } finally {
      Folders.delete(folder);
    }
  }

  /** @return why it could not be built */
  Optional<Failure> build(Recipe recipe, Resolved resolved, SharedEnvironment shared, Consumer<String> progress) throws IOException {
    Result<Uv> found = uv(progress);
    if (found instanceof Result.Failed<Uv>(Failure failure)) {
      return Optional.of(failure);
    }
    progress.accept("Building the environment: " + resolved.lock().packages().size() + " packages on Python " + recipe.python().version() + ".");
    Path building = shared.emptyBuildingFolder();
    try {
      Optional<Failure> failure = cache.during(() -> build(((Result.Ok<Uv>) found).value(), building, recipe, resolved, progress));
      if (failure.isEmpty()) {
        FaultPoint.DURING_ENVIRONMENT.pass();
        shared.accept(building);
      }
      return failure;
    } finally {
      Folders.delete(building);
    }
  }

  private Optional<Failure> build(Uv uv, Path building, Recipe recipe, Resolved resolved, Consumer<String> progress) throws IOException {
    Optional<Failure> failure = failureOf(uv.createEnvironment(building, recipe.python()), UvFailures::ofLocked);
    if (failure.isPresent()) {
      return failure;
    }
    Path locked = Files.writeString(building.resolve("requirements.txt"), resolved.requirements());
    Uv installing = confined(uv, building, recipe);
    SizeWatch size = new SizeWatch(building, installing.cache(), mostBytes);
    Finish installed = installing.install(building, recipe.packages(), locked, new CompiledRequirements(resolved.requirements()).haveHashes(), size);
    installing.deleteOwnCache();
    if (installed instanceof Finish.Finished finished && finished.succeeded()) {
      uv.compileBytecode(building, recipe.python());
    }
    installed.output().lines().filter(line -> line.startsWith("Installed ")).forEach(progress);
    if (size.exceeded() || !size.isWithinBounds()) {
      size.deleteTooLarge();
      return Optional.of(UvFailures.tooLarge(mostBytes));
    }
    return failureOf(installed, UvFailures::ofLocked);
  }

  /** Wheels are only unpacked; of what is built from source, code runs. */
  private static Uv confined(Uv uv, Path folder, Recipe recipe) {
    return recipe.packages().fromSource().isEmpty() ? uv : uv.confinedTo(folder, recipe.python());
  }

  private Result<Uv> uv(Consumer<String> progress) {
    return switch (tool.program(progress)) {
      case Result.Ok<Path>(Path program) -> new Result.Ok<>(new Uv(program, cache.folder(), processes, variables));
      case Result.Failed<Path>(Failure failure) -> new Result.Failed<>(failure);
    };
  }

  private static Optional<Failure> failureOf(Finish finish, Function<String, Failure> reason) {
    return switch (finish) {
      case Finish.Finished finished when finished.succeeded() -> Optional.empty();
      case Finish.Finished finished -> Optional.of(reason.apply(finished.output()));
      case Finish.TimedOut(String output) -> Optional.of(new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED,
          "Building the Python environment took too long; try again, or ask for fewer and smaller packages.",
          UvFailures.lastLines(output)));
    };
  }
}
