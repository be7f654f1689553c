package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.dbt.Manifests;
import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.runs.StepsInTurn.Call;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.WrittenRelations;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.ResolvedSelection;
import io.datachannel.dbt.domain.selection.SourceSelectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a run in a workspace: resolve the selection, and invoke dbt (specification, "General backend Flow", 3 and 5). */
public final class RunSteps {
  private final DbtProcess dbt;
  private final Manifests manifests;
  private final ModelCatalog catalog;
  private final TakeRelations takeRelations;
  private final RunTimelines timelines;
  private final WorkFolders folders;

  public RunSteps(
      DbtProcess dbt, Manifests manifests, ModelCatalog catalog, TakeRelations takeRelations, RunTimelines timelines, WorkFolders folders) {
    this.dbt = dbt;
    this.manifests = manifests;
    this.catalog = catalog;
    this.takeRelations = takeRelations;
    this.timelines = timelines;
    this.folders = folders;
  }

  /**
   * @return the selected names that the project does not have; the run went on without them
   * @throws StepFailure when dbt did not come to its end
   * @throws WorkStopped when the run was stopped from outside
   * @throws TakeRelations.MustWait when another run writes what this one is about to write
   */
  List<String> carryOut(RunControl control, Workspace workspace, RunJournal journal) {
    RunOrder order = control.claimed().run().order();
    StepTimes times = journal.times();
    List<Model> models = times.measure(RunTimeline.Step.PARSE, () -> models(control, workspace, journal));
    Set<String> unknown = new LinkedHashSet<>();
    List<Call> calls = order.steps().stream().map(step -> call(step, order, models, workspace, unknown)).toList();
    times.during(RunTimeline.Step.RELATIONS, () -> takeRelations.take(control, workspace.warehouse().id(),
        WrittenRelations.of(order, models, workspace.warehouse().connection().type())));
    control.begin();
    StepsInTurn steps = new StepsInTurn(control, journal, timelines, new StepFiles(folders, workspace.targetFolder()));
    judge(journal.step(RunStep.DBT, () -> steps.carryOut(calls, request -> invoke(control, request, journal))), journal);
    return List.copyOf(unknown);
  }

  /** @param unknown takes the selected names that the project does not have */
  private static Call call(DbtStep step, RunOrder order, List<Model> models, Workspace workspace, Set<String> unknown) {
    ModelSelection selected = step.selection(order.selection());
    ResolvedSelection selection = ResolvedSelection.resolve(selected, models);
    List<String> nodes = selecting(selection);
    if (selection instanceof ResolvedSelection.Nodes(_, List<String> gone)) {
      unknown.addAll(gone);
    }
    List<String> words = ownWords(order, step);
    if (step.command() == DbtCommand.SOURCE_FRESHNESS && !nodes.isEmpty()) {
      List<String> sources = SourceSelectors.of(selected, models);
      if (sources.isEmpty()) {
        return new Call(step, Optional.empty());
      }
      nodes = option("--select", sources);
    }
    words.addAll(nodes);
    return new Call(step, Optional.of(workspace.dbt(step.command().word(), step.arguments().words(), words)));
  }

  private static List<String> selecting(ResolvedSelection selection) {
    return switch (selection) {
      case ResolvedSelection.Everything _ -> List.of();
      case ResolvedSelection.Nodes nodes when nodes.selectors().isEmpty() -> throw new StepFailure(nothingSelected(nodes.unknown()));
      case ResolvedSelection.Nodes nodes -> option("--select", nodes.selectors());
      case ResolvedSelection.AllBut except -> option("--exclude", except.selectors());
    };
  }

  private static List<String> option(String spelling, List<String> values) {
    List<String> words = new ArrayList<>(List.of(spelling));
    words.addAll(values);
    return words;
  }

  /**
   * The nodes of this very commit, from the last refresh where it read the same: selections are matched against them, since dbt itself
   * exits 0 when nothing matches, and they say what is written.
   */
  private List<Model> models(RunControl control, Workspace workspace, RunJournal journal) {
    Run run = control.claimed().run();
    if (run.order().vars().equals(workspace.calls().vars()) && catalog.isOf(run.account(), run.project(), workspace.stamp())) {
      return catalog.list(run.account(), run.project());
    }
    DbtRequest parse = workspace.dbt("parse", List.of(), varsWords(run.order()));
    judge(journal.step(RunStep.PARSE, () -> invoke(control, parse, journal)), journal);
    return manifests.read(workspace.manifest()).orFail();
  }

  private DbtEnd invoke(RunControl control, DbtRequest request, RunJournal journal) {
    FaultPoint.BEFORE_CHILD_START.pass();
    Invocation invocation = dbt.start(request, journal::told);
    FaultPoint.AFTER_CHILD_START.pass();
    return control.await(invocation, journal.deadline().leftOrNone());
  }

  /** @throws StepFailure or WorkStopped, when dbt did not come to its end */
  private static void judge(DbtEnd end, RunJournal journal) {
    switch (end) {
      case DbtEnd.Completed _, DbtEnd.NothingToDo _ -> { }
      case DbtEnd.Failed failed -> throw new StepFailure(journal.times().steps().named(failed.failure()));
      case DbtEnd.TimedOut _ -> throw new StepFailure(journal.times().steps().named(journal.deadline().over()));
      case DbtEnd.Interrupted _ -> throw new WorkStopped();
    }
  }

  private static List<String> ownWords(RunOrder order, DbtStep step) {
    List<String> words = varsWords(order);
    words.addAll(List.of("--threads", Integer.toString(order.threads())));
    if (step.fullRefresh()) {
      words.add("--full-refresh");
    }
    return words;
  }

  private static List<String> varsWords(RunOrder order) {
    return order.vars().equals("{}") ? new ArrayList<>() : new ArrayList<>(List.of("--vars", order.vars()));
  }

  private static Failure nothingSelected(List<String> unknown) {
    return Failure.of(FailureCode.NOTHING_SELECTED, "The project has none of the selected models: " + String.join(", ", unknown)
        + ". Refresh the project and select models that it has.");
  }
}
