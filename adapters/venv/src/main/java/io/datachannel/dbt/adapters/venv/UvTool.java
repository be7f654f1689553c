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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** uv itself: the configured one, the one on the search path, or one put into the data folder at first use. */
public final class UvTool {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  /** The line that this module was tested with. */
  private static final String PACKAGE = "uv>=0.13,<0.14";

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
      return programs.find(configured.get().toString()).<Result<Path>>map(Result.Ok::new)
          .orElseGet(() -> failed("The configured uv, '" + configured.get() + "', is not a program that can be run.", ""));
    }
    Path own = folder.resolve("bin").resolve("uv");
    Optional<Path> found = programs.find("uv").or(() -> programs.find(own.toString()));
    return found.<Result<Path>>map(Result.Ok::new).orElseGet(() -> install(own, progress));
  }

  private Result<Path> install(Path own, Consumer<String> progress) {
    Optional<Path> python = programs.find("python3");
    if (python.isEmpty()) {
      return failed("There is no python3 on the PATH of the service; install Python 3.9 or later, with pip.", "");
    }
    progress.accept("Installing uv, once.");
    Path building = folder.resolveSibling(".building-" + folder.getFileName());
    Path pipFolder = folder.resolveSibling(".building-pip");
    try {
      Files.createDirectories(folder.getParent());
      Folders.delete(building);
      Optional<Failure> failure = installBy(python.get(), building, pipFolder);
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

  private Optional<Failure> installBy(Path python, Path target, Path pipFolder) {
    Path installer = python;
    if (!run(python.toString(), "-m", "pip", "--version").succeeded()) {
      if (!run(python.toString(), "-m", "venv", pipFolder.toString()).succeeded()) {
        return Optional.of(failure("python3 has neither pip nor venv; install python3-pip or python3-venv, or put uv on the PATH.", ""));
      }
      installer = pipFolder.resolve("bin").resolve("python3");
    }
    Finish.Finished done =
        run(installer.toString(), "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", target.toString(), PACKAGE);
    return done.succeeded()
        ? Optional.empty()
        : Optional.of(failure("uv could not be installed from the package index; check the network, proxy and index settings of the "
            + "service, or put uv on its PATH.", UvFailures.lastLines(done.output())));
  }

  private Finish.Finished run(String... argv) {
    return switch (processes.run(new Command(List.of(argv), folder.getParent(), variables.forPip()), TIMEOUT)) {
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
