package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What each run of a schedule does with its models; what is empty comes from the project's settings when the run is queued.
 *
 * @param steps     the calls of dbt; empty for those of the project
 * @param vars      a JSON object that wins over the project's, member by member; {@code {}} for none
 * @param arguments dbt arguments of this schedule alone, behind those of the project; for each of its steps
 */
public record ScheduledWork(
    List<DbtStep> steps,
    boolean fullRefresh,
    String vars,
    DbtArguments arguments,
    Optional<Integer> threads,
    Optional<Duration> timeout,
    AfterLoss afterLoss) {

  public static final ScheduledWork STANDARD = new ScheduledWork(
      List.of(), false, DbtVars.NONE, DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL);

  public ScheduledWork {
    steps = List.copyOf(steps);
  }

  /** One step, or what the project says. */
  public ScheduledWork(Optional<DbtCommand> command, boolean fullRefresh, String vars, DbtArguments arguments, Optional<Integer> threads,
      Optional<Duration> timeout, AfterLoss afterLoss) {
    this(command.map(DbtStep::of).stream().toList(), fullRefresh, vars, arguments, threads, timeout, afterLoss);
  }

  /** One that does this, whatever the project says. */
  public ScheduledWork(DbtCommand command, boolean fullRefresh, String vars, DbtArguments arguments, Optional<Integer> threads,
      Optional<Duration> timeout, AfterLoss afterLoss) {
    this(Optional.of(command), fullRefresh, vars, arguments, threads, timeout, afterLoss);
  }

  /** The command when that says all of its steps. */
  public Optional<DbtCommand> command() {
    return DbtStep.shortForm(steps);
  }

  /** The order of one run; it may be {@link RunOrder#checked()} when the schedule is set, for the selections it can come to. */
  public RunOrder order(ModelSelection selection, ProjectSettings settings) {
    return new RunOrder(RunType.SCHEDULED, DbtStep.merged(settings, steps, arguments, fullRefresh), selection,
        DbtVars.merged(settings.defaults().vars(), vars), threads.orElse(settings.threads()), timeout.orElse(settings.timeout()));
  }
}
