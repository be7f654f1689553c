package io.datachannel.dbt.adapters.rest.meta;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
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
import java.util.List;

/** The errors and the nodes of runs that are carried out elsewhere (specification, "MetaAPI"). */
@Needs(Role.SERVICE)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportedResultsResource {
  private final Runs runs;
  private final RunLedger ledger;
  private final ReportResults reportResults;
  private final PostOnce once;

  public ReportedResultsResource(Runs runs, RunLedger ledger, ReportResults reportResults, PostOnce once) {
    this.runs = runs;
    this.ledger = ledger;
    this.reportResults = reportResults;
    this.once = once;
  }

  @POST
  @Path("runs/{id}/errors")
  public Response error(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    RunId run = new RunId(id);
    RunError error = ResultBodies.error(body).error();
    return reportResults.inTurn(run, () -> once.answer(request, body, () -> {
      reportResults.error(callerOf(request), run, error);
      return Made.kept(ErrorView.of(error));
    }));
  }

  @GET
  @Path("runs/{id}/errors")
  public Items<ErrorView> errors(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Items.all(ledger.errors(accountOf(request, id), new RunId(id)), ErrorView::of);
  }

  @POST
  @Path("runs/{id}/models")
  public Response nodes(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    RunId run = new RunId(id);
    List<NodeResult> nodes = ResultBodies.nodes(body);
    return reportResults.inTurn(run, () -> once.answer(request, body, () -> {
      reportResults.nodes(callerOf(request), run, nodes);
      return Made.kept(Items.all(nodes, NodeView::of));
    }));
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
