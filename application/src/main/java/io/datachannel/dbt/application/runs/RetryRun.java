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
import io.datachannel.dbt.domain.run.StepState;
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
      case RunState.Successful _, RunState.PartiallySuccessful _ -> leftOver(before)
          .orElseThrow(() -> new Rejected(Failure.of(FailureCode.NOTHING_TO_RETRY,
              "Nothing that failed or was skipped in run "
              + id.value() + " is left to build; request a new run to build all of it again.")));
      case RunState.Failed failed when failed.failure().code() == FailureCode.MODEL_FAILED ->
          leftOver(before).orElseGet(() -> brokenOff(before));
      // It broke off: what was never reached has no row, so the rows do not tell what is left to do.
      case RunState.Failed _, RunState.Cancelled _ -> brokenOff(before);
      case RunState.Queued _, RunState.Running _, RunState.Cancelling _ -> throw new Rejected(Failure.of(
          FailureCode.RUN_NOT_FINISHED, "Run " + id.value() + " goes on; wait for its end, or cancel it, before you retry it."));
    };
    return request.again(caller, before, order);
  }

  /** From the step on at which it broke off, as a whole. */
  private static RunOrder brokenOff(RunRecord before) {
    RunOrder order = before.run().order();
    return order.byHandFrom(Math.min(failedStep(before), order.steps().size() - 1));
  }

  /** The index of the first step that is not done; as many as there are steps when all are. */
  private static int failedStep(RunRecord before) {
    return (int) before.steps().stream().takeWhile(step -> step.state() == StepState.SUCCEEDED).count();
  }

  /**
   * What the step that failed did not get done, and the steps behind it. More nodes than a run may name are built together with all others
   * of their step; hooks and sources cannot be named, and go with every run of it.
   */
  private Optional<RunOrder> leftOver(RunRecord before) {
    Run run = before.run();
    List<NodeResult> unfinished = ledger.nodes(run.account(), run.id()).stream()
        .filter(node -> node.outcome() == NodeOutcome.FAILED || node.outcome() == NodeOutcome.SKIPPED).toList();
    List<String> left = unfinished.stream().filter(RetryRun::canBeNamed).map(NodeResult::uniqueId).toList();
    List<String> missing = missingBefore(run).toList();
    if (unfinished.isEmpty() && missing.isEmpty()) {
      return Optional.empty();
    }
    if (left.isEmpty() && missing.isEmpty() || left.size() + missing.size() > SelectedModels.MOST) {
      return Optional.of(brokenOff(before));
    }
    return Optional.of(run.order().again(unfinished.isEmpty() ? run.order().steps().size() : failedStep(before), left, missing));
  }

  private static boolean canBeNamed(NodeResult node) {
    return ResourceType.named(node.resourceType()).filter(type -> type != ResourceType.OPERATION).isPresent();
  }

  /** What was selected and not there, and is there as of the last refresh. */
  private Stream<String> missingBefore(Run run) {
    List<String> missing = Stream.of(FailureCode.MODEL_UNKNOWN, FailureCode.MODEL_MISSING)
        .flatMap(code -> ledger.errors(run.account(), run.id(), WantedErrors.of(code)).stream())
        .flatMap(error -> error.uniqueId().stream()).toList();
    if (missing.isEmpty()) {
      return Stream.empty();
    }
    Set<String> known = models.list(run.account(), run.project()).stream()
        .flatMap(model -> Stream.of(model.uniqueId(), model.name())).collect(Collectors.toSet());
    return missing.stream().filter(known::contains);
  }
}
