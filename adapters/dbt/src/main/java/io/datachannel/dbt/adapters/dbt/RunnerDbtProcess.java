package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.CannotStart;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs dbt through the Python script of this module; the request goes by standard input, so that no argument shows a secret. */
public final class RunnerDbtProcess implements DbtProcess {
  /** The runner bounds its texts; what they grow to as JSON fits. */
  static final int LONGEST_LINE = 2 * 1024 * 1024;
  private static final Map<String, String> FIXED = Map.of(
      "DBT_SEND_ANONYMOUS_USAGE_STATS", "false",
      "DBT_VERSION_CHECK", "false",
      // A project's flags can switch it off, and the service reads what dbt writes.
      "DBT_WRITE_JSON", "true",
      // dbt's own console and file; its events tell the same. All threads of dbt wait for each other at each line of the file.
      "DBT_LOG_LEVEL", "none",
      "DBT_LOG_LEVEL_FILE", "none");

  private final Path script;
  private final Processes processes;
  private final Programs programs;
  private final Duration grace;
  private final DbtConfines confines;
  private final InstantSource clock;

  /**
   * @param folder   the script is written here; no checkout, and nothing else, is in it
   * @param programs the search path that dbt gets behind its environment's own, for git
   * @param accounts the folders that dbt sees
   * @param grace    how long dbt may take to stop by itself when it is interrupted
   */
  public RunnerDbtProcess(
      Path folder, Processes processes, Programs programs, AccountFolders accounts, Duration grace, InstantSource clock) {
    this.script = RunnerScript.writtenTo(folder);
    this.processes = processes;
    this.programs = programs;
    this.confines = new DbtConfines(accounts);
    this.grace = grace;
    this.clock = clock;
  }

  @Override
  public Invocation start(DbtRequest request, Consumer<DbtEvent> listener) {
    RunnerLines lines = lines(request, listener);
    // The folder is the script's: Python must not find modules in the checkout.
    Command command = new Command(List.of(request.python().toString(), "-I", script.toString(), "--serve-once"),
        script.getParent(), Map.of("PATH", programs.searchPath(), "LANG", "C.UTF-8"), LONGEST_LINE,
        Optional.of(confines.of(request, script)));
    try {
      return invocation(new OwnProcess(processes.start(command, lines)), lines, request);
    } catch (CannotStart missing) {
      return new NeverStarted(new Failure(FailureCode.RUNNER_CRASHED,
          "dbt could not be started; run it again, which rebuilds its environment when that is damaged.", missing.getMessage()));
    }
  }

  DbtConfines confines() {
    return confines;
  }

  RunnerLines lines(DbtRequest request, Consumer<DbtEvent> listener) {
    return new RunnerLines(listener, new SafeText(request.redactor()), clock,
        // What a test of the connection found is told as a piece of information.
        DbtFailures.isDebug(request.arguments()) ? LogLevel.INFO : LogLevel.ERROR);
  }

  Invocation invocation(RunningDbt running, RunnerLines lines, DbtRequest request) {
    return new RunnerInvocation(running, running.asking(requestLine(request)), lines, request.arguments(), grace);
  }

  String requestLine(DbtRequest request) {
    JsonObjectBuilder environment = Json.createObjectBuilder();
    environmentOf(request).forEach(environment::add);
    return Json.createObjectBuilder()
        .add("cwd", request.projectFolder().toAbsolutePath().toString())
        .add("args", Json.createArrayBuilder(request.arguments()))
        .add("env", environment)
        .build()
        .toString();
  }

  Map<String, String> environmentOf(DbtRequest request) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", request.python().toAbsolutePath().getParent() + ":" + programs.searchPath());
    environment.put("HOME", request.home().toAbsolutePath().toString());
    environment.put("LANG", "C.UTF-8");
    environment.putAll(request.environment());
    request.secrets().forEach((name, secret) -> environment.put(name, secret.reveal()));
    environment.putAll(FIXED);
    return environment;
  }

  private record NeverStarted(Failure failure) implements Invocation {

    @Override
    public DbtEnd await(Duration timeout) {
      return new DbtEnd.Failed(failure);
    }

    @Override
    public void interrupt() {
      // There is nothing to stop.
    }

    @Override
    public void kill() {
      // Nor to kill.
    }

    @Override
    public void mayGoOn(Duration untilInterrupt, Duration untilKill) {
      // Nothing goes on.
    }
  }
}
