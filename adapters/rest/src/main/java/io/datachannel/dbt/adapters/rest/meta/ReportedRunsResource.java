package io.datachannel.dbt.adapters.rest.meta;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.MetaApi;
import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.runs.RunView;
import io.datachannel.dbt.application.reporting.ReportRun;
import io.datachannel.dbt.application.reporting.ReportStatus;
import io.datachannel.dbt.application.reporting.ReportedRuns;
import io.datachannel.dbt.application.reporting.RunReport;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Enters runs that are carried out elsewhere, and moves them on (specification, "MetaAPI"). */
@Needs(Role.SERVICE)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportedRunsResource {
  private final Runs runs;
  private final ReportedRuns reported;
  private final ReportRun reportRun;
  private final ReportStatus reportStatus;
  private final PostOnce once;

  public ReportedRunsResource(Runs runs, ReportedRuns reported, ReportRun reportRun, ReportStatus reportStatus, PostOnce once) {
    this.runs = runs;
    this.reported = reported;
    this.reportRun = reportRun;
    this.reportStatus = reportStatus;
    this.once = once;
  }

  /** 201 for a new run, 200 for one whose external id is known. */
  @POST
  @Path("runs")
  public Response enter(@Context ContainerRequestContext request, JsonBody body) {
    RunReport report = RunReportBody.report(body);
    return once.answer(request, body, () -> switch (reportRun.report(callerOf(request), report)) {
      case ReportRun.Entered.Fresh(RunRecord row) ->
          Made.createdAt(MetaApi.PATH + "/runs/" + row.run().id().value(), RunView.of(row));
      case ReportRun.Entered.Known(RunRecord row) -> Made.known(RunView.of(row));
    });
  }

  @GET
  @Path("runs")
  public Items<RunView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(reported.list(callerOf(request).account(), page), page, row -> row.run().id().value(), RunView::inList);
  }

  /** Any run of the account; {@code cancelRequested} tells a reporter that a user wants it to stop. */
  @GET
  @Path("runs/{id}")
  public RunView one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return runs.find(callerOf(request).account(), new RunId(id)).map(RunView::of).orElseThrow(() -> NotFound.of("run", id));
  }

  @PATCH
  @Path("runs/{id}/status")
  public RunView status(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    return RunView.of(reportStatus.report(callerOf(request), new RunId(id), StatusReportBody.report(body)));
  }
}
