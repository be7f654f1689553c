package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs programs of a prepared environment with nothing but these variables, as the service does. */
record Tools(Processes processes, Path bin) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** @return what it printed @throws IllegalStateException when it failed */
  String run(Path folder, List<String> words) {
    Command command = new Command(words, folder, Map.of("PATH", bin + ":" + Programs.ofService().searchPath(), "HOME", folder.toString(),
        "LANG", "C.UTF-8", "DBT_SEND_ANONYMOUS_USAGE_STATS", "false", "DBT_VERSION_CHECK", "false"));
    return switch (processes.run(command, LONGEST)) {
      case Finish.Finished finished when finished.succeeded() -> finished.output();
      case Finish.Finished failed -> throw new IllegalStateException(words + ": " + failed.output());
      case Finish.TimedOut timedOut -> throw new IllegalStateException(words + " did not end: " + timedOut.output());
    };
  }

  String program(String name) {
    return bin.resolve(name).toString();
  }

  /** A statement on a DuckDB file, and the first value of its answer. */
  String duckDb(Path file, String sql) {
    return run(bin, List.of(program("python"), "-I", "-c",
        "import duckdb, sys; print((duckdb.connect(sys.argv[1]).execute(sys.argv[2]).fetchone() or [''])[0])", file.toString(), sql)).strip();
  }
}
