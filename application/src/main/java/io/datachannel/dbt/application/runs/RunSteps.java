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
import io.datachannel.dbt.application.workspace.Workspace;
import io.datachannel.dbt.application.workspace.WorkStopped;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.WrittenRelations;
import io.datachannel.dbt.domain.selection.ResolvedSelection;
import java.util.ArrayList;
import java.util.List;

/** The steps of a run in a workspace: resolve the selection, and invoke dbt (specification, "General backend Flow", 3 and 5). */
public final class RunSteps {
  private final DbtProcess dbt;
  private final Manifests manifests;
  private final ModelCatalog catalog;
  private final TakeRelations takeRelations;

  public RunSteps(DbtProcess dbt, Manifests manifests, ModelCatalog catalog, TakeRelations takeRelations) {
    this.dbt = dbt;
    this.manifests = manifests;
    this.catalog = catalog;
    this.takeRelations = takeRelations;
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
    ResolvedSelection selection = ResolvedSelection.resolve(order.selection(), models);
    List<String> words = ownWords(order);
    words.addAll(selecting(selection));
    times.during(RunTimeline.Step.RELATIONS, () -> takeRelations.take(control, workspace.warehouse().id(),
        WrittenRelations.of(order, models, workspace.warehouse().connection().type())));
    control.begin();
    invoke(control, workspace.dbt(order.command().word(), order.arguments().words(), words), RunStep.DBT, journal);
    return selection instanceof ResolvedSelection.Nodes nodes ? nodes.unknown() : List.of();
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
    invoke(control, workspace.dbt("parse", List.of(), varsWords(run.order())), RunStep.PARSE, journal);
    return manifests.read(workspace.manifest()).orFail();
  }

  private void invoke(RunControl control, DbtRequest request, RunStep step, RunJournal journal) {
    DbtEnd end = journal.step(step, () -> {
      FaultPoint.BEFORE_CHILD_START.pass();
      Invocation invocation = dbt.start(request, journal::told);
      FaultPoint.AFTER_CHILD_START.pass();
      control.attach(invocation);
      try {
        return invocation.await(journal.deadline().left());
      } finally {
        control.detach();
      }
    });
    switch (end) {
      case DbtEnd.Completed _ -> { }
      case DbtEnd.Failed failed -> throw new StepFailure(failed.failure());
      case DbtEnd.TimedOut _ -> throw new StepFailure(journal.deadline().over());
      case DbtEnd.Interrupted _ -> throw new WorkStopped();
    }
  }

  private static List<String> ownWords(RunOrder order) {
    List<String> words = varsWords(order);
    words.addAll(List.of("--threads", Integer.toString(order.threads())));
    if (order.fullRefresh()) {
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
