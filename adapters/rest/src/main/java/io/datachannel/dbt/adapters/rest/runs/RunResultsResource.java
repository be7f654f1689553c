package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What became of the nodes of a run, and its errors. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RunResultsResource {
  private final Runs runs;
  private final RunLedger ledger;

  public RunResultsResource(Runs runs, RunLedger ledger) {
    this.runs = runs;
    this.ledger = ledger;
  }

  @GET
  @Path("runs/{id}/models")
  public Items<NodeView> models(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Items.all(ledger.nodes(accountOf(request, id), new RunId(id)), NodeView::of);
  }

  @GET
  @Path("runs/{id}/errors")
  public Items<ErrorView> errors(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return Items.all(ledger.errors(accountOf(request, id), new RunId(id)), ErrorView::of);
  }

  private AccountId accountOf(ContainerRequestContext request, int run) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(run)).orElseThrow(() -> NotFound.of("run", run));
    return account;
  }

  /**
   * An error as the API shows it.
   *
   * @param uniqueId  the node at fault; absent when the run failed as a whole
   * @param traceback the tool's own words, empty when there are none
   */
  public record ErrorView(String type, String code, Optional<String> uniqueId, String message, String traceback) {
    /** The view of an error. */
    public static ErrorView of(RunError error) {
      return new ErrorView(error.failure().code().errorType().name(), error.failure().code().name(), error.uniqueId(),
          error.failure().message(), error.failure().detail());
    }
  }
}
