package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.arguments.DbtArguments;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is asked to do; it does not change after the run was claimed.
 *
 * @param steps   the calls of dbt in their order, 1 to {@value DbtStep#MOST}; one that fails ends the run
 * @param selection holds for each step that has none of its own
 * @param vars    a JSON object for dbt's {@code --vars}; {@code {}} for none
 * @param threads how many nodes dbt builds at once
 * @param timeout from start to end, 1 s to 24 h
 */
public record RunOrder(
    RunType type,
    List<DbtStep> steps,
    ModelSelection selection,
    String vars,
    int threads,
    Duration timeout) {

  public RunOrder {
    steps = List.copyOf(steps);
  }

  /** One step. @param arguments the merged arguments: the project's list and this run's own */
  public RunOrder(RunType type, DbtCommand command, ModelSelection selection, boolean fullRefresh, String vars, DbtArguments arguments,
      int threads, Duration timeout) {
    this(type, List.of(new DbtStep(command, arguments, fullRefresh)), selection, vars, threads, timeout);
  }

  /** Of the first step. */
  public DbtCommand command() {
    return steps.getFirst().command();
  }

  /** Of the first step. */
  public DbtArguments arguments() {
    return steps.getFirst().arguments();
  }

  /** Of the first step. */
  public boolean fullRefresh() {
    return steps.getFirst().fullRefresh();
  }

  public boolean hasSeveralSteps() {
    return steps.size() > 1;
  }

  /** The same for other models: an order that waits in the queue may still lose some. */
  public RunOrder selecting(ModelSelection others) {
    return new RunOrder(type, steps, others, vars, threads, timeout);
  }

  /**
   * Checks what a user asked for; an order that was stored is taken as it is.
   *
   * @throws InvalidInput when two parts of the order contradict each other, or the timeout is out of its range; of several steps the
   *     field at fault is named with its step, for example steps[1].arguments
   */
  public RunOrder checked() {
    ProjectSettings.checkTimeout(timeout);
    if (steps.size() > DbtStep.MOST) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "steps", "'steps' may hold at most " + DbtStep.MOST + " steps.");
    }
    for (int index = 0; index < steps.size(); index++) {
      try {
        steps.get(index).check(selection, !vars.equals("{}"));
      } catch (InvalidInput invalid) {
        throw hasSeveralSteps() ? ofStep(index, invalid) : invalid;
      }
    }
    return this;
  }

  /** The same fault, named with the step in which it is. @param index from 0 */
  public static InvalidInput ofStep(int index, InvalidInput invalid) {
    return new InvalidInput(invalid.code(), "steps[" + index + "]." + invalid.field(), "Step " + (index + 1) + ": " + invalid.getMessage());
  }

  /** The same from a step on, asked for by a user. @param index from 0 */
  public RunOrder byHandFrom(int index) {
    return byHand(steps.subList(index, steps.size()));
  }

  /**
   * What is left of it, asked for by a user: what a step has left, and the steps behind that one as they were ordered. What was missing
   * and is there now goes through the steps before it, too.
   *
   * @param index   of the step that failed, from 0; the number of steps when none did
   * @param left    unique_ids of the nodes that this step did not get done
   * @param missing names that no step found
   */
  public RunOrder again(int index, List<String> left, List<String> missing) {
    List<DbtStep> again = new ArrayList<>();
    if (!missing.isEmpty()) {
      steps.subList(0, index).forEach(step -> again.add(step.only(missing)));
    }
    if (index < steps.size()) {
      List<String> names = new ArrayList<>(left);
      names.addAll(missing);
      again.add(steps.get(index).only(names));
      again.addAll(steps.subList(index + 1, steps.size()));
    }
    return byHand(again);
  }

  /** The selection of a single step is that of its run. */
  private RunOrder byHand(List<DbtStep> some) {
    return some.size() > 1
        ? new RunOrder(RunType.MANUAL, some, selection, vars, threads, timeout)
        : new RunOrder(RunType.MANUAL, List.of(some.getFirst().withoutOnly()), some.getFirst().selection(selection), vars, threads, timeout);
  }
}
