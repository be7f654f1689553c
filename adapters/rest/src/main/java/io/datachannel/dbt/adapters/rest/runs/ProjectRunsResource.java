package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RequestRun;
import io.datachannel.dbt.application.runs.RunDemand;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
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

/** Triggers the runs of a project, and lists them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectRunsResource {
  private final Projects projects;
  private final Runs runs;
  private final RequestRun requestRun;
  private final PostOnce once;

  public ProjectRunsResource(Projects projects, Runs runs, RequestRun requestRun, PostOnce once) {
    this.projects = projects;
    this.runs = runs;
    this.requestRun = requestRun;
    this.once = once;
  }

  @POST
  @Path("projects/{id}/runs")
  public Response request(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    RunDemand demand = RunBody.demand(body);
    return once.answer(request, body, () -> {
      RunView queued = RunView.of(requestRun.request(callerOf(request), new ProjectId(id), demand));
      return Made.created("runs/" + queued.id(), queued);
    });
  }

  @GET
  @Path("projects/{id}/runs")
  public Items<RunView> list(@Context ContainerRequestContext request, @Context UriInfo uri, @PathParam("id") int id,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    Page page = PageQuery.of(after, limit);
    RunFilter filter = RunQuery.ofProject(uri, new ProjectId(id));
    return Items.page(runs.list(account, filter, page), page, row -> row.run().id().value(), RunView::inList);
  }
}
