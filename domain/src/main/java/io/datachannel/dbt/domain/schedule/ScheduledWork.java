package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.Optional;

/**
 * What each run of a schedule does with its models; what is empty comes from the project's settings when the run is queued.
 *
 * @param vars      a JSON object, {@code {}} for none
 * @param arguments dbt arguments of this schedule alone, behind those of the project
 */
public record ScheduledWork(
    DbtCommand command,
    boolean fullRefresh,
    String vars,
    DbtArguments arguments,
    Optional<Integer> threads,
    Optional<Duration> timeout,
    AfterLoss afterLoss) {

  public static final ScheduledWork STANDARD = new ScheduledWork(
      DbtCommand.BUILD, false, "{}", DbtArguments.NONE, Optional.empty(), Optional.empty(), AfterLoss.FAIL);

  /** The order of one run; it may be {@link RunOrder#checked()} when the schedule is set, for the selections it can come to. */
  public RunOrder order(ModelSelection selection, ProjectSettings settings) {
    return new RunOrder(RunType.SCHEDULED, command, selection, fullRefresh, vars, settings.arguments().with(arguments),
        threads.orElse(settings.threads()), timeout.orElse(settings.timeout()));
  }
}
