package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a user asks of a run; what is left out comes from the project's settings.
 *
 * @param steps     the calls of dbt; empty for those of the project
 * @param vars      a JSON object that wins over the project's, member by member; {@code {}} for none
 * @param arguments dbt arguments of this run alone, behind those of the project; for each of its steps
 */
public record RunDemand(
    List<DbtStep> steps,
    ModelSelection selection,
    boolean fullRefresh,
    String vars,
    DbtArguments arguments,
    Optional<Integer> threads,
    Optional<Duration> timeout) {

  /** One that does this, whatever the project says. */
  public RunDemand(DbtCommand command, ModelSelection selection, boolean fullRefresh, String vars, DbtArguments arguments,
      Optional<Integer> threads, Optional<Duration> timeout) {
    this(List.of(DbtStep.of(command)), selection, fullRefresh, vars, arguments, threads, timeout);
  }
}
