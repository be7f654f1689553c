package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.arguments.StepWords;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.ModelSelection.SelectedModels;
import java.util.List;
import java.util.Optional;

/**
 * One call of dbt in a run.
 *
 * @param arguments of a run's order, all that dbt gets of users; of a run, a schedule or a project, those of this step alone
 * @param only      nodes in the place of the run's selection: a retry builds what its first step had left, and later steps as they were ordered
 */
public record DbtStep(DbtCommand command, DbtArguments arguments, boolean fullRefresh, Optional<SelectedModels> only) {
  /** How many a run may have. */
  public static final int MOST = 10;

  public DbtStep(DbtCommand command, DbtArguments arguments, boolean fullRefresh) {
    this(command, arguments, fullRefresh, Optional.empty());
  }

  /** A command alone. */
  public static DbtStep of(DbtCommand command) {
    return new DbtStep(command, DbtArguments.NONE, false);
  }

  /** @throws InvalidInput when there is no such command */
  public static DbtStep of(StepWords words) {
    return new DbtStep(DbtCommand.named(words.command()), words.arguments(), words.fullRefresh());
  }

  /**
   * What a run does. Each step gets the words of the project, then those of the project's step, of the run or schedule, and of its own
   * step; what comes last wins. A full refresh of the run is one of each step whose command takes it.
   *
   * @param own         the steps of the run or the schedule; empty for those of the project
   * @param arguments   of the run or the schedule, for all of its steps
   * @param fullRefresh of the run or the schedule
   */
  public static List<DbtStep> merged(ProjectSettings settings, List<DbtStep> own, DbtArguments arguments, boolean fullRefresh) {
    boolean ofProject = own.isEmpty();
    List<DbtStep> steps = ofProject ? settings.defaults().steps().stream().map(DbtStep::of).toList() : own;
    boolean some = steps.stream().anyMatch(step -> step.command().takesFullRefresh());
    return steps.stream().map(step -> {
      DbtArguments more = ofProject ? step.arguments().with(arguments) : arguments.with(step.arguments());
      // Where no step takes it, all of them have it, and the check of the order says so.
      boolean refreshed = step.fullRefresh() || fullRefresh && (step.command().takesFullRefresh() || !some);
      return new DbtStep(step.command(), settings.arguments().with(more), refreshed, step.only());
    }).toList();
  }

  /** The nodes that it builds of what its run has selected. */
  public ModelSelection selection(ModelSelection ofRun) {
    return only.<ModelSelection>map(nodes -> nodes).orElse(ofRun);
  }

  public StepWords words() {
    return new StepWords(command.word(), arguments, fullRefresh);
  }

  /** The same for these nodes alone: no test comes along only because it is one of theirs. */
  DbtStep only(List<String> uniqueIds) {
    DbtArguments without = arguments.withoutSelection();
    DbtArguments kept = command == DbtCommand.SOURCE_FRESHNESS ? without : without.with(DbtArguments.WITHOUT_TESTS_OF_SELECTED);
    return new DbtStep(command, kept, fullRefresh, Optional.of(new SelectedModels(uniqueIds)));
  }

  DbtStep withoutOnly() {
    return new DbtStep(command, arguments, fullRefresh);
  }

  /** @throws InvalidInput when two parts contradict each other */
  void check(ModelSelection ofRun, boolean vars) {
    if (fullRefresh && !command.takesFullRefresh()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "fullRefresh",
          "'fullRefresh' goes with build, run and seed; dbt " + command.word() + " does not take it.");
    }
    arguments.checkAgainstService(!(selection(ofRun) instanceof ModelSelection.AllModels), fullRefresh, vars);
  }

  /** The command alone when that is all of it: the short form of one step. */
  public static Optional<DbtCommand> shortForm(List<DbtStep> steps) {
    return steps.size() == 1 && steps.getFirst().words().isBare() && steps.getFirst().only().isEmpty()
        ? Optional.of(steps.getFirst().command()) : Optional.empty();
  }
}
