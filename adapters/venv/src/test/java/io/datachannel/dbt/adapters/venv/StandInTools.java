package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A uv and a Python on a search path of their own that only make files, and note each of their starts. */
record StandInTools(Path root, Programs programs, Processes processes) {

  /** @param root an empty folder */
  static StandInTools in(Path root) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    program(root, bin.resolve("python3.12"), "echo '3.12.1 /usr/bin/python3.12'");
    program(root, bin.resolve("uv"), """
        /bin/mkdir -p "$UV_CACHE_DIR"
        echo "$@" >> "$UV_CACHE_DIR/cached"
        if [ "$1" = venv ]; then
          /bin/mkdir -p "$5/bin"
          /bin/cp "$0" "$5/bin/python"
        elif [ "$2" = compile ]; then
          for last; do true; done
          /bin/cp "$last" "$(/usr/bin/dirname "$last")/requirements.txt"
        elif [ -e "$(/usr/bin/dirname "$0")/broken" ]; then
          exit 1
        fi""");
    Programs programs = new Programs(bin.toString());
    return new StandInTools(root, programs, new Processes(programs));
  }

  UvEnvironments environments() {
    return environments(EnvironmentPlaces.STANDARD_CACHE);
  }

  /** Their cache is looked at as soon as it is used. */
  UvEnvironments environments(long mostBytesOfCache) {
    HostVariables variables = new HostVariables(Map.of());
    UvTool uv = new UvTool(root.resolve("tool"), Optional.of(root.resolve("bin/uv")), processes, programs, variables);
    return new UvEnvironments(new EnvironmentLinks(root.resolve("envs")),
        new UvBuild(new UvCache(root.resolve("cache"), mostBytesOfCache, () -> 0, Runnable::run), EnvironmentPlaces.STANDARD, uv, processes, variables),
        new Pythons(processes, programs));
  }

  /** While this file is there, uv installs nothing. */
  Path broken() {
    return root.resolve("bin/broken");
  }

  /** The names of the programs, in the order of their starts. */
  List<String> starts() throws IOException {
    return Files.readAllLines(root.resolve("starts"));
  }

  private static void program(Path root, Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho \"" + file.getFileName() + "\" >> '" + root.resolve("starts") + "'\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
