package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.arguments.DbtVars;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectSettings;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.ResolvedSelection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Queues a run that a user asks for. */
public final class RequestRun {
  private final Projects projects;
  private final ModelCatalog models;
  private final Runs runs;
  private final OfferRun offer;
  private final UnitOfWork work;
  private final InstantSource clock;

  public RequestRun(
      Projects projects, ModelCatalog models, Runs runs, OfferRun offer, UnitOfWork work, InstantSource clock) {
    this.projects = projects;
    this.models = models;
    this.runs = runs;
    this.offer = offer;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @throws NotFound     when the account has no such project
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted, with QUEUE_FULL when too many
   *     runs of the account wait
   * @throws InvalidInput when the arguments conflict, or none of the models is known
   */
  public RunRecord request(Caller caller, ProjectId id, RunDemand demand) {
    return work.inTransaction(() -> {
      RunOrder order = order(active(caller, id).definition().settings(), demand);
      if (demand.selection() instanceof ModelSelection.SelectedModels selected) {
        checkModels(selected, models.list(caller.account(), id));
      }
      return queue(new NewRun(caller.account(), id, order, clock.instant()));
    });
  }

  /**
   * Queues what a run did not get done, as {@link RetryRun} found out; the order has been checked when that run was asked for.
   *
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when the project is deleted
   */
  RunRecord again(Caller caller, RunRecord before, RunOrder order) {
    return work.inTransaction(() -> {
      ProjectId project = active(caller, before.run().project()).id();
      return queue(
          new NewRun(caller.account(), project, order, clock.instant(), AfterLoss.FAIL, Optional.of(before.run().id())));
    });
  }

  private Project active(Caller caller, ProjectId id) {
    return NotDeleted.check(projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value())));
  }

  private RunRecord queue(NewRun fresh) {
    RunId run = offer.offer(fresh);
    return runs.find(fresh.account(), run).orElseThrow(() -> NotFound.of("run", run.value()));
  }

  private static RunOrder order(ProjectSettings settings, RunDemand demand) {
    return new RunOrder(
        RunType.MANUAL,
        DbtStep.merged(settings, demand.steps(), demand.arguments(), demand.fullRefresh()),
        demand.selection(),
        DbtVars.merged(settings.defaults().vars(), demand.vars()),
        demand.threads().orElse(settings.threads()),
        demand.timeout().orElse(settings.timeout())).checked();
  }

  /** Before the first refresh nothing is known, and the run finds out by itself. */
  private static void checkModels(ModelSelection selection, List<Model> known) {
    if (!known.isEmpty()
        && ResolvedSelection.resolve(selection, known) instanceof ResolvedSelection.Nodes nodes && !nodes.unknown().isEmpty()) {
      throw new InvalidInput(FailureCode.MODEL_UNKNOWN, "models",
          "The project has no " + String.join(", ", nodes.unknown()) + " as of its last refresh; list its models, or refresh it.");
    }
  }
}
