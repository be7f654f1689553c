package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.Created;
import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.adapters.rest.body.ReadBody;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.RequestRun;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Runs: queued, listed, cancelled. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RunResource {
  private final RequestRun request;
  private final CancelRun cancel;
  private final Runs runs;
  private final Projects projects;

  public RunResource(RequestRun request, CancelRun cancel, Runs runs, Projects projects) {
    this.request = request;
    this.cancel = cancel;
    this.runs = runs;
    this.projects = projects;
  }

  @POST
  @Path("projects/{project}/runs")
  public Response request(
      @Context ContainerRequestContext context, @Context UriInfo uri, @PathParam("project") int project) {
    RunRecord queued = request.request(
        CallerFilter.callerOf(context), new ProjectId(project), RunBody.read(ReadBody.orEmpty(context)));
    int id = queued.run().id().value();
    return Created.begun(uri, "runs/" + id, RunView.of(queued));
  }

  @GET
  @Path("projects/{project}/runs")
  public Listing<RunView> ofProject(
      @Context ContainerRequestContext context,
      @PathParam("project") int project,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    AccountId account = CallerFilter.callerOf(context).account();
    ProjectId id = new ProjectId(project);
    projects.find(account, id).orElseThrow(() -> NotFound.of("project", project));
    return list(account, Optional.of(id), new Page(after, limit));
  }

  /** Newest first. */
  @GET
  @Path("runs")
  public Listing<RunView> all(
      @Context ContainerRequestContext context,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return list(CallerFilter.callerOf(context).account(), Optional.empty(), new Page(after, limit));
  }

  private Listing<RunView> list(AccountId account, Optional<ProjectId> project, Page page) {
    return Listing.of(runs.list(account, project, page), page, RunView::of, row -> row.run().id().value());
  }

  @GET
  @Path("runs/{id}")
  public RunView get(@Context ContainerRequestContext context, @PathParam("id") int id) {
    return runs.find(CallerFilter.callerOf(context).account(), new RunId(id)).map(RunView::of)
        .orElseThrow(() -> NotFound.of("run", id));
  }

  @POST
  @Path("runs/{id}/cancel")
  public Response cancel(@Context ContainerRequestContext context, @Context UriInfo uri, @PathParam("id") int id) {
    RunRecord run = cancel.cancel(CallerFilter.callerOf(context), new RunId(id));
    return Created.begun(uri, "runs/" + id, RunView.of(run));
  }
}
