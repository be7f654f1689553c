package io.datachannel.dbt.adapters.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs on a search path. */
public final class Programs {
  private final String searchPath;

  /** @param searchPath folders as in the variable PATH */
  public Programs(String searchPath) {
    this.searchPath = searchPath;
  }

  /** On the PATH of the service. */
  public static Programs ofService() {
    return new Programs(System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
  }

  public String searchPath() {
    return searchPath;
  }

  public Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Programs::executable);
    }
    return Arrays.stream(searchPath.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Programs::executable)
        .findFirst();
  }

  private static boolean executable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
