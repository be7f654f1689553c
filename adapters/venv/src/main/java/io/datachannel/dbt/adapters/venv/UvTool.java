package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** uv itself: the configured one, the one on the search path, or one put into the data folder at first use. */
public final class UvTool {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  /** The line that this module was tested with. */
  private static final String PACKAGE = "uv>=0.13,<0.14";
  private static final String NO_PYTHON = "There is no python3 on the PATH of the service; install Python 3.9 or later, with pip.";

  private final Path folder;
  private final Optional<Path> configured;
  private final Processes processes;
  private final Programs programs;
  private final HostVariables variables;

  /**
   * @param folder     uv is put here when there is none
   * @param configured the uv to use, whatever else there is
   */
  public UvTool(Path folder, Optional<Path> configured, Processes processes, Programs programs, HostVariables variables) {
    this.folder = folder.toAbsolutePath();
    this.configured = configured;
    this.processes = processes;
    this.programs = programs;
    this.variables = variables;
  }

  /** @return the uv program; or ENVIRONMENT_BUILD_FAILED, saying what to install */
  synchronized Result<Path> program(Consumer<String> progress) {
    if (configured.isPresent()) {
      return configured(configured.get());
    }
    return there().<Result<Path>>map(Result.Ok::new).orElseGet(() -> install(own(), progress));
  }

  private Result<Path> configured(Path uv) {
    return programs.find(uv.toString()).<Result<Path>>map(Result.Ok::new)
        .orElseGet(() -> failed("The configured uv, '" + uv + "', is not a program that can be run.", ""));
  }

  private Path own() {
    return folder.resolve("bin").resolve("uv");
  }

  private Optional<Path> there() {
    return programs.find("uv").or(() -> programs.find(own().toString()));
  }

  /** The same without installing it. @param scratch an empty folder, for what is downloaded. @return empty when it is not there, and can be installed */
  Result<Optional<Path>> tryOut(Path scratch) {
    if (configured.isPresent()) {
      return switch (configured(configured.get())) {
        case Result.Ok<Path>(Path uv) -> new Result.Ok<>(Optional.of(uv));
        case Result.Failed<Path>(Failure failure) -> new Result.Failed<>(failure);
      };
    }
    if (there().isPresent()) {
      return new Result.Ok<>(there());
    }
    Optional<Failure> failure = programs.find("python3").map(python -> installBy(python, scratch.resolve("wheels"), scratch.resolve("pip"), "download", "--no-deps", "--dest"))
        .orElseGet(() -> Optional.of(failure(NO_PYTHON, "")));
    return failure.<Result<Optional<Path>>>map(Result.Failed::new).orElseGet(() -> new Result.Ok<>(Optional.empty()));
  }

  private Result<Path> install(Path own, Consumer<String> progress) {
    Optional<Path> python = programs.find("python3");
    if (python.isEmpty()) {
      return failed(NO_PYTHON, "");
    }
    progress.accept("Installing uv, once.");
    Path building = folder.resolveSibling(".building-" + folder.getFileName());
    Path pipFolder = folder.resolveSibling(".building-pip");
    try {
      Files.createDirectories(folder.getParent());
      Folders.delete(building);
      Optional<Failure> failure = installBy(python.get(), building, pipFolder, "install", "--target");
      if (failure.isPresent()) {
        return new Result.Failed<>(failure.get());
      }
      Folders.delete(folder);
      Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
      return new Result.Ok<>(own);
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    } finally {
      Folders.delete(building);
      Folders.delete(pipFolder);
    }
  }

  /** @param command of pip, with the option that names the target last */
  private Optional<Failure> installBy(Path python, Path target, Path pipFolder, String... command) {
    Path installer = python;
    if (!run(pipFolder, python.toString(), "-m", "pip", "--version").succeeded()) {
      if (!run(pipFolder, python.toString(), "-m", "venv", pipFolder.toString()).succeeded()) {
        return Optional.of(failure("python3 has neither pip nor venv; install python3-pip or python3-venv, or put uv on the PATH.", ""));
      }
      installer = pipFolder.resolve("bin").resolve("python3");
    }
    List<String> words = new ArrayList<>(List.of(installer.toString(), "-m", "pip"));
    words.addAll(List.of(command));
    words.addAll(List.of(target.toString(), "--quiet", "--only-binary", ":all:", PACKAGE));
    Finish.Finished done = run(pipFolder, words.toArray(String[]::new));
    return done.succeeded()
        ? Optional.empty()
        : Optional.of(failure("uv could not be installed from the package index; check the network, proxy and index settings of the "
            + "service, or put uv on its PATH.", UvFailures.lastLines(done.output())));
  }

  private Finish.Finished run(Path pipFolder, String... argv) {
    return switch (processes.run(new Command(List.of(argv), pipFolder.getParent(), variables.forPip()), TIMEOUT)) {
      case Finish.Finished finished -> finished;
      case Finish.TimedOut(String output) ->
          new Finish.Finished(new Exit.Signalled(9), output + "\nIt took longer than 5 minutes.");
    };
  }

  private static Failure failure(String message, String detail) {
    return new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, message, detail);
  }

  private static Result<Path> failed(String message, String detail) {
    return new Result.Failed<>(failure(message, detail));
  }
}
