package io.datachannel.dbt.adapters.rest.environments;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.application.environments.ReadProjectEnvironment;
import io.datachannel.dbt.application.environments.ReadRunEnvironment;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.UpgradeEnvironment;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the Python environments of projects and runs consist of. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class EnvironmentsResource {
  private final ReadProjectEnvironment ofProjects;
  private final ReadRunEnvironment ofRuns;
  private final Runs runs;
  private final UpgradeEnvironment upgrade;
  private final PostOnce once;

  public EnvironmentsResource(
      ReadProjectEnvironment ofProjects, ReadRunEnvironment ofRuns, Runs runs, UpgradeEnvironment upgrade, PostOnce once) {
    this.ofProjects = ofProjects;
    this.ofRuns = ofRuns;
    this.runs = runs;
    this.upgrade = upgrade;
    this.once = once;
  }

  @GET
  @Path("projects/{id}/environment")
  public ProjectEnvironmentView ofProject(@Context ContainerRequestContext request, @PathParam("id") int id) {
    ReadProjectEnvironment.Report report = ofProjects.of(callerOf(request).account(), new ProjectId(id));
    return new ProjectEnvironmentView(report.lock().map(EnvironmentView::of), report.since(),
        report.upgrade().map(ProjectEnvironmentView.UpgradeView::of));
  }

  /** 202: a refresh does it. */
  @POST
  @Path("projects/{id}/environment/upgrade")
  public Response upgrade(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return once.answer(request, JsonBody.EMPTY, () -> {
      Refresh queued = upgrade.request(callerOf(request), new ProjectId(id));
      return Made.accepted("projects/" + id + "/refreshes/" + queued.id().value(), RefreshView.queued(queued));
    });
  }

  @GET
  @Path("runs/{id}/environment")
  public EnvironmentView ofRun(@Context ContainerRequestContext request, @PathParam("id") int id) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(id)).orElseThrow(() -> NotFound.of("run", id));
    return ofRuns.lock(account, new RunId(id)).map(EnvironmentView::of).orElseThrow(() -> new NotFound("Of run " + id
        + " no environment is known: it has none yet, failed before that, or others carried it out."));
  }
}
