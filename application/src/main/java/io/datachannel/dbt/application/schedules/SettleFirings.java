package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.runs.WantedErrors;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says of each firing what became of its own models, once its run is over. A tick does it, so that no end of a run is overlooked: not that
 * of a lost one, and not one that a copy told just before it died.
 */
public final class SettleFirings {
  private static final int AT_ONCE = 200;
  /** It lost all of its models while its run waited: a run that carries no other is cancelled for that. */
  private static final FiringRecord.Result NOT_CARRIED_OUT = new FiringRecord.Result(RunStatus.CANCELLED, NodeTally.of(List.of()));

  private final FiringLog firings;
  private final Runs runs;
  private final RunLedger ledger;
  private final ModelCatalog catalog;

  public SettleFirings(FiringLog firings, Runs runs, RunLedger ledger, ModelCatalog catalog) {
    this.firings = firings;
    this.runs = runs;
    this.ledger = ledger;
    this.catalog = catalog;
  }

  /** @return how many firings were settled */
  public int tick() {
    Map<RunRecord, List<FiringRecord>> byRun = firings.ended(AT_ONCE).stream().collect(Collectors.groupingBy(firing ->
        runs.find(firing.account(), firing.queued().run()).orElseThrow()));
    byRun.forEach(this::settle);
    return byRun.values().stream().mapToInt(List::size).sum();
  }

  private void settle(RunRecord run, List<FiringRecord> carried) {
    List<NodeResult> nodes = ledger.nodes(run.run().account(), run.run().id());
    List<String> missing = ledger.errors(run.run().account(), run.run().id(), WantedErrors.of(FailureCode.MODEL_MISSING)).stream()
        .flatMap(error -> error.uniqueId().stream()).toList();
    boolean alone = carried.size() == 1 && isAlone(run, carried.getFirst());
    Map<String, List<String>> tested = alone ? Map.of() : testedModels(run);
    carried.forEach(firing -> {
      Predicate<String> own = alone ? _ -> true : isOf(firing.queued().selection(), tested);
      NodeTally tally = NodeTally.of(nodes.stream().filter(node -> own.test(node.uniqueId())).toList())
          .withMissing((int) missing.stream().filter(own).count());
      firings.settle(firing.id(), isWhole(run) && !isCarriedOut(run, firing) ? NOT_CARRIED_OUT
          : new FiringRecord.Result(isWhole(run) ? statusOf(tally) : run.run().state().status(), tally));
    });
  }

  private static boolean isCarriedOut(RunRecord run, FiringRecord firing) {
    return Selections.meet(run.run().order().selection(), firing.queued().selection());
  }

  /** Others of its run may be settled already: by another copy, before a crash, or because they were in another batch. */
  private boolean isAlone(RunRecord run, FiringRecord firing) {
    return firing.queued().selection() instanceof ModelSelection.AllModels || firings.carried(run.run().account(), run.run().id()) == 1;
  }

  /** A test belongs to each firing that has a model which it tests; one that the last refresh does not know, to those of all models. */
  private static Predicate<String> isOf(ModelSelection selection, Map<String, List<String>> tested) {
    return node -> tested.containsKey(node) && !tested.get(node).isEmpty()
        ? tested.get(node).stream().anyMatch(model -> Selections.holds(selection, model))
        : Selections.holds(selection, node);
  }

  private Map<String, List<String>> testedModels(RunRecord run) {
    return catalog.list(run.run().account(), run.run().project()).stream().filter(node -> node.resourceType().isTest())
        .collect(Collectors.toMap(Model::uniqueId, Model::dependsOn, (first, _) -> first));
  }

  /** One that failed as a whole, or was stopped, did so for each of its firings. */
  private static boolean isWhole(RunRecord run) {
    RunStatus status = run.run().state().status();
    return status == RunStatus.SUCCESSFUL || status == RunStatus.PARTIAL_SUCCESS;
  }

  /** The rules of runs, on its own models. */
  private static RunStatus statusOf(NodeTally tally) {
    int good = tally.succeeded() + tally.warned() + tally.untouched();
    if (tally.failed() == 0 && tally.skipped() == 0) {
      return RunStatus.SUCCESSFUL;
    }
    return good > 0 ? RunStatus.PARTIAL_SUCCESS : RunStatus.FAILED;
  }
}
