package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.environments.ReadRunEnvironment;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.RetryRun;
import io.datachannel.dbt.application.runs.RunTimelines;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
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

/** The runs of the caller's account, newest first. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
  private final Runs runs;
  private final RunTimelines timelines;
  private final ReadRunEnvironment environments;
  private final CancelRun cancelRun;
  private final RetryRun retryRun;
  private final PostOnce once;

  public RunsResource(
      Runs runs, RunTimelines timelines, ReadRunEnvironment environments, CancelRun cancelRun, RetryRun retryRun, PostOnce once) {
    this.runs = runs;
    this.timelines = timelines;
    this.environments = environments;
    this.cancelRun = cancelRun;
    this.retryRun = retryRun;
    this.once = once;
  }

  @GET
  @Path("runs")
  public Items<RunView> list(@Context ContainerRequestContext request, @Context UriInfo uri,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(runs.list(callerOf(request).account(), RunQuery.ofAccount(uri), page), page,
        row -> row.run().id().value(), RunView::inList);
  }

  @GET
  @Path("runs/{id}")
  public RunView one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    AccountId account = callerOf(request).account();
    return runs.find(account, new RunId(id))
        .map(row -> RunView.of(row, row.finishedAt().flatMap(_ -> timelines.find(account, row.run().id())),
            environments.of(account, row.run().id())))
        .orElseThrow(() -> NotFound.of("run", id));
  }

  /** 202: a running dbt needs a moment to stop. */
  @POST
  @Path("runs/{id}/cancel")
  public Response cancel(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Response.accepted(RunView.of(cancelRun.cancel(callerOf(request).account(), new RunId(id)))).build();
  }

  /** 201: the retry is a run of its own. */
  @POST
  @Path("runs/{id}/retry")
  public Response retry(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return once.answer(request, JsonBody.EMPTY, () -> {
      RunView queued = RunView.of(retryRun.retry(callerOf(request), new RunId(id)));
      return Made.created("runs/" + queued.id(), queued);
    });
  }
}
