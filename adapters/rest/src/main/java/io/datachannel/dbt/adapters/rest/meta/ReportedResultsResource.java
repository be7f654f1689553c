package io.datachannel.dbt.adapters.rest.meta;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.runs.NodeView;
import io.datachannel.dbt.adapters.rest.runs.RunResultsResource.ErrorView;
import io.datachannel.dbt.application.reporting.ReportResults;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
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
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The errors and the nodes of runs that are carried out elsewhere (specification, "MetaAPI"). */
@Needs(Role.SERVICE)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportedResultsResource {
  private final Runs runs;
  private final RunLedger ledger;
  private final ReportResults reportResults;

  public ReportedResultsResource(Runs runs, RunLedger ledger, ReportResults reportResults) {
    this.runs = runs;
    this.ledger = ledger;
    this.reportResults = reportResults;
  }

  @POST
  @Path("runs/{id}/errors")
  public Response error(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    RunError error = ResultBodies.error(body).error();
    reportResults.error(callerOf(request), new RunId(id), error);
    return Response.status(Status.CREATED).entity(ErrorView.of(error)).build();
  }

  @GET
  @Path("runs/{id}/errors")
  public Items<ErrorView> errors(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Items.all(ledger.errors(accountOf(request, id), new RunId(id)), ErrorView::of);
  }

  @POST
  @Path("runs/{id}/models")
  public Response nodes(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    List<NodeResult> nodes = ResultBodies.nodes(body);
    reportResults.nodes(callerOf(request), new RunId(id), nodes);
    return Response.status(Status.CREATED).entity(Items.all(nodes, NodeView::of)).build();
  }

  @GET
  @Path("runs/{id}/models")
  public Items<NodeView> models(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Items.all(ledger.nodes(accountOf(request, id), new RunId(id)), NodeView::of);
  }

  private AccountId accountOf(ContainerRequestContext request, int run) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(run)).orElseThrow(() -> NotFound.of("run", run));
    return account;
  }
}
