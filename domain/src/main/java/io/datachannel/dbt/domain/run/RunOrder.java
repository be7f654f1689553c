package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;

/**
 * What a run is asked to do; it does not change after the run was queued.
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
}
