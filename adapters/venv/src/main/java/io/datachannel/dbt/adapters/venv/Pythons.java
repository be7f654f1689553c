package io.datachannel.dbt.adapters.venv;

import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python interpreters of the machine; a name on the search path may be a shim that does not run, so each is tried once. */
final class Pythons {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final List<String> NAMES =
      List.of("python3.12", "python3.11", "python3.10", "python3.9", "python3.13", "python3");
  private static final String QUESTION = "import sys; print('%d.%d.%d %s' % (sys.version_info[:3] + (sys.executable,)))";
  private static final Pattern ANSWER = Pattern.compile("3\\.([0-9]+)\\.([0-9]+) (/.*)");

  private final Processes processes;
  private final Programs programs;
  private final Map<String, Optional<Python>> tried = new ConcurrentHashMap<>();

  Pythons(Processes processes, Programs programs) {
    this.processes = processes;
    this.programs = programs;
  }

  /** @param executable the interpreter itself, not a shim */
  record Python(Path executable, int minor, int patch) {

    String version() {
      return "3." + minor + "." + patch;
    }
  }

  /** The first one whose minor version is within the bounds, both inclusive. */
  Optional<Python> find(int lowestMinor, int highestMinor) {
    return NAMES.stream()
        .flatMap(name -> tried.computeIfAbsent(name, this::ask).stream())
        .filter(python -> python.minor() >= lowestMinor && python.minor() <= highestMinor)
        .findFirst();
  }

  private Optional<Python> ask(String name) {
    if (programs.find(name).isEmpty()) {
      return Optional.empty();
    }
    Command command = new Command(List.of(name, "-I", "-c", QUESTION), Path.of("/"), Map.of("PATH", programs.searchPath()));
    try {
      return processes.run(command, TIMEOUT) instanceof Finish.Finished(Exit.Exited(int code), String output) && code == 0
          ? parsed(output.strip())
          : Optional.empty();
    } catch (CannotStart shim) {
      return Optional.empty();
    }
  }

  private static Optional<Python> parsed(String answer) {
    Matcher matcher = ANSWER.matcher(answer);
    return matcher.matches()
        ? Optional.of(new Python(Path.of(matcher.group(3)), Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
