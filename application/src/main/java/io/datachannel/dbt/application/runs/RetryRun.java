package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.selection.ModelSelection.SelectedModels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queues a run of what another one did not get done. */
public final class RetryRun {
  private final Runs runs;
  private final RunLedger ledger;
  private final ModelCatalog models;
  private final RequestRun request;

  public RetryRun(Runs runs, RunLedger ledger, ModelCatalog models, RequestRun request) {
    this.runs = runs;
    this.ledger = ledger;
    this.models = models;
    this.request = request;
  }

  /**
   * @return the new run
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_REPORTED, RUN_NOT_FINISHED, NOTHING_TO_RETRY or PROJECT_NOT_ACTIVE
   */
  public RunRecord retry(Caller caller, RunId id) {
    RunRecord before = runs.find(caller.account(), id).orElseThrow(() -> NotFound.of("run", id.value()));
    if (before.run().isReported()) {
      throw new Rejected(Failure.of(FailureCode.RUN_REPORTED, "Run " + id.value()
          + " was carried out elsewhere and only reported here; start it again where it was started."));
    }
    RunOrder order = switch (before.run().state()) {
      case RunState.Successful _, RunState.PartiallySuccessful _ -> leftOver(before.run())
          .orElseThrow(() -> new Rejected(Failure.of(FailureCode.NOTHING_TO_RETRY,
              "Nothing that failed or was skipped in run "
              + id.value() + " is left to build; request a new run to build all of it again.")));
      case RunState.Failed failed when failed.failure().code() == FailureCode.MODEL_FAILED ->
          leftOver(before.run()).orElseGet(() -> before.run().order().byHand());
      // It broke off: what was never reached has no row, so the rows do not tell what is left to do.
      case RunState.Failed _, RunState.Cancelled _ -> before.run().order().byHand();
      case RunState.Queued _, RunState.Running _, RunState.Cancelling _ -> throw new Rejected(Failure.of(
          FailureCode.RUN_NOT_FINISHED, "Run " + id.value() + " goes on; wait for its end, or cancel it, before you retry it."));
    };
    return request.again(caller, before, order);
  }

  /** More nodes than a run may name are built together with all others; hooks cannot be named, and go with every run. */
  private Optional<RunOrder> leftOver(Run run) {
    List<NodeResult> unfinished = ledger.nodes(run.account(), run.id()).stream()
        .filter(node -> node.outcome() == NodeOutcome.FAILED || node.outcome() == NodeOutcome.SKIPPED).toList();
    List<String> names = Stream.concat(
        unfinished.stream().filter(RetryRun::canBeNamed).map(NodeResult::uniqueId), missingBefore(run)).toList();
    if (unfinished.isEmpty() && names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(names.isEmpty() || names.size() > SelectedModels.MOST ? run.order().byHand() : run.order().only(names));
  }

  private static boolean canBeNamed(NodeResult node) {
    return ResourceType.named(node.resourceType()).filter(type -> type != ResourceType.OPERATION).isPresent();
  }

  /** What was selected and not there, and is there as of the last refresh. */
  private Stream<String> missingBefore(Run run) {
    List<String> missing = ledger.errors(run.account(), run.id()).stream()
        .filter(error -> error.failure().code() == FailureCode.MODEL_UNKNOWN || error.failure().code() == FailureCode.MODEL_MISSING)
        .flatMap(error -> error.uniqueId().stream()).toList();
    if (missing.isEmpty()) {
      return Stream.empty();
    }
    Set<String> known = models.list(run.account(), run.project()).stream()
        .flatMap(model -> Stream.of(model.uniqueId(), model.name())).collect(Collectors.toSet());
    return missing.stream().filter(known::contains);
  }
}
