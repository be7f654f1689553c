package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to start. The process inherits nothing: its environment is exactly the one given here.
 *
 * @param argv        the program and its arguments; a program without a slash is looked up on the PATH of the service
 * @param folder      the working directory
 * @param environment all variables of the process
 * @param longestLine a longer line of output is told in pieces; bytes
 * @param confines    of a process that runs users' code, which is put into the sandbox where there is one
 */
public record Command(List<String> argv, Path folder, Map<String, String> environment, int longestLine, Optional<Confines> confines) {
  /** 64 KiB. */
  public static final int LONGEST_LINE = 64 * 1024;

  public Command {
    if (argv.isEmpty() || longestLine < 1) {
      throw new IllegalArgumentException("A command needs a program, and lines of at least one byte.");
    }
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }

  public Command(List<String> argv, Path folder, Map<String, String> environment) {
    this(argv, folder, environment, LONGEST_LINE, Optional.empty());
  }

  public Command(List<String> argv, Path folder, Map<String, String> environment, int longestLine) {
    this(argv, folder, environment, longestLine, Optional.empty());
  }

  /** One that runs users' code. */
  public Command(List<String> argv, Path folder, Map<String, String> environment, Confines confines) {
    this(argv, folder, environment, LONGEST_LINE, Optional.of(confines));
  }

  /** The program alone; arguments and variables may hold what is not meant to be seen. */
  @Override
  public String toString() {
    return argv.getFirst();
  }
}
