package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.Shortage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Judges how dbt ended, by the names and words that dbt-core 1.5 to 1.11 and its adapters use. */
final class DbtFailures {
  private static final int SUMMARY_LENGTH = 300;
  private static final Pattern NO_NODES = Pattern.compile("does not match any (enabled )?nodes|Nothing to do");

  /** How {@code dbt debug} hands on what a driver said. */
  private static final Pattern DATABASE_SAID =
      Pattern.compile("The database returned the following error:\\s*>?(.*?)(?:Check your database credentials|$)", Pattern.DOTALL);

  private DbtFailures() {}

  /** @param arguments dbt's command line, its command first */
  static DbtEnd judge(RunnerEnd end, ToldNodes nodes, List<String> arguments, String lastWords) {
    if (end.nothingToDo() && nodes.none()) {
      return new DbtEnd.NothingToDo();
    }
    if (end.exception().isPresent()) {
      return judge(end.exception().get(), end.parsed(), !nodes.none(), arguments);
    }
    Optional<String> unreachable = nodes.unreachable();
    if (unreachable.isPresent()) {
      return failed(FailureCode.WAREHOUSE_UNREACHABLE, unreachable(unreachable.get()), unreachable.get());
    }
    if (end.success() || !nodes.none()) {
      return new DbtEnd.Completed();
    }
    if (isDebug(arguments)) {
      Matcher told = DATABASE_SAID.matcher(lastWords);
      return failed(FailureCode.WAREHOUSE_UNREACHABLE, unreachable(told.find() ? told.group(1) : lastWords), lastWords);
    }
    return isDeps(arguments)
        ? failed(FailureCode.PACKAGES_UNRESOLVABLE, packages(lastWords), lastWords)
        : failed(FailureCode.RUNNER_CRASHED, "dbt failed without saying why; its log has all that it told.", lastWords);
  }

  private static DbtEnd judge(RunnerEnd.Raised raised, boolean parsed, boolean begun, List<String> arguments) {
    String said = raised.message();
    String detail = said + "\n\n" + raised.traceback();
    if (raised.isA("FailFastError") && begun) {
      return new DbtEnd.Completed();
    }
    Optional<Shortage> shortage = raised.isA("MemoryError") ? Optional.of(Shortage.MEMORY) : Shortage.in(said);
    if (shortage.isPresent()) {
      return failed(shortage.get().code(), shortage.get().advice(), detail);
    }
    if (isDeps(arguments)) {
      return failed(FailureCode.PACKAGES_UNRESOLVABLE, packages(said), detail);
    }
    if (raised.isA("KeyboardInterrupt")) {
      return failed(FailureCode.RUNNER_CRASHED, "dbt was interrupted by a signal from outside of the service; run it again.", detail);
    }
    if (raised.isA("DbtUsageException")) {
      return failed(FailureCode.ARGUMENT_INVALID, "dbt does not take these arguments: " + summary(said) + " Correct 'arguments'.", detail);
    }
    if (NO_NODES.matcher(said).find()) {
      return failed(FailureCode.NOTHING_SELECTED, nothingSelected(), detail);
    }
    if (raised.isA("FailedToConnectError") || DriverWords.tellOfTheConnection(said)) {
      return failed(FailureCode.WAREHOUSE_UNREACHABLE, unreachable(said), detail);
    }
    if (raised.isA("ImportError") && raised.traceback().contains("from dbt.cli.main import")) {
      return failed(FailureCode.ENVIRONMENT_BUILD_FAILED, "dbt cannot be imported in this environment: " + summary(said)
          + " Choose another dbt version, or other packages in requirements.txt.", detail);
    }
    if (!parsed) {
      return failed(FailureCode.PARSE_FAILED, "dbt could not read the project: " + summary(said)
          + " Correct it in the repository and run again.", detail);
    }
    if (raised.isA("CompilationError") || arguments.getFirst().equals("compile")) {
      return failed(FailureCode.COMPILATION_FAILED, "dbt could not compile the project: " + summary(said)
          + " Correct it in the repository and run again.", detail);
    }
    return failed(FailureCode.MODEL_FAILED, "dbt stopped: " + summary(said) + " Correct it and run again.", detail);
  }

  static boolean isDebug(List<String> arguments) {
    return arguments.getFirst().equals("debug");
  }

  private static boolean isDeps(List<String> arguments) {
    return arguments.getFirst().equals("deps");
  }

  private static String nothingSelected() {
    return "The selection matches no enabled model, seed, snapshot or test; check the names after a refresh of the project.";
  }

  private static String unreachable(String said) {
    return "The warehouse could not be reached: " + summary(said)
        + " " + DriverWords.advice(said);
  }

  private static String packages(String said) {
    if (said.contains("unable to update url base from redirection")) {
      return "The address of a dbt package is redirected, which is not followed: " + summary(said)
          + " Name the address that it leads to (many servers want .git at its end) in packages.yml or dependencies.yml.";
    }
    return "The dbt packages could not be installed: " + summary(said)
        + " Check packages.yml or dependencies.yml, and that the service can reach their source.";
  }

  /** The beginning of dbt's message as one sentence. */
  private static String summary(String said) {
    String line = said.lines().map(String::strip).filter(text -> !text.isEmpty()).limit(4).collect(Collectors.joining(" "));
    String shown = line.length() <= SUMMARY_LENGTH ? line : line.substring(0, SUMMARY_LENGTH) + "…";
    return shown.endsWith(".") || shown.endsWith("…") || shown.endsWith("?") ? shown : shown + ".";
  }

  private static DbtEnd failed(FailureCode code, String message, String detail) {
    return new DbtEnd.Failed(new Failure(code, message, detail));
  }
}
