package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.List;

/**
 * What a run is asked to do; it does not change after the run was claimed.
 *
 * @param vars      a JSON object for dbt's {@code --vars}; {@code {}} for none
 * @param arguments the merged arguments: the project's list and this run's own
 * @param threads   how many nodes dbt builds at once
 * @param timeout   from start to end, 1 s to 24 h
 */
public record RunOrder(
    RunType type,
    DbtCommand command,
    ModelSelection selection,
    boolean fullRefresh,
    String vars,
    DbtArguments arguments,
    int threads,
    Duration timeout) {

  /** The same for other models: an order that waits in the queue may still lose some. */
  public RunOrder selecting(ModelSelection others) {
    return new RunOrder(type, command, others, fullRefresh, vars, arguments, threads, timeout);
  }

  /**
   * Checks what a user asked for; an order that was stored is taken as it is.
   *
   * @throws InvalidInput when two parts of the order contradict each other, or the timeout is out of its range
   */
  public RunOrder checked() {
    ProjectSettings.checkTimeout(timeout);
    if (fullRefresh && (command == DbtCommand.TEST || command == DbtCommand.SNAPSHOT)) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "fullRefresh",
          "'fullRefresh' goes with build, run and seed; dbt " + command.word() + " does not take it.");
    }
    boolean selects = !(selection instanceof ModelSelection.AllModels);
    arguments.checkAgainstService(selects, fullRefresh, !vars.equals("{}"));
    return this;
  }

  /** The same, asked for by a user. */
  public RunOrder byHand() {
    return new RunOrder(RunType.MANUAL, command, selection, fullRefresh, vars, arguments, threads, timeout);
  }

  /** The same by a user for exactly these nodes: no test comes along only because it is one of theirs. */
  public RunOrder only(List<String> uniqueIds) {
    return new RunOrder(RunType.MANUAL, command, new ModelSelection.SelectedModels(uniqueIds), fullRefresh, vars,
        arguments.withoutSelection().with(DbtArguments.WITHOUT_TESTS_OF_SELECTED), threads, timeout);
  }
}
