package io.datachannel.dbt.adapters.rest.schedules;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.schedules.FiringLog;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Which firings of schedules a run carries; none for a run that a user asked for. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RunFiringsResource {
  private final Runs runs;
  private final FiringLog firings;

  public RunFiringsResource(Runs runs, FiringLog firings) {
    this.runs = runs;
    this.firings = firings;
  }

  @GET
  @Path("runs/{id}/firings")
  public Items<FiringView> list(@Context ContainerRequestContext request, @PathParam("id") int id) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(id)).orElseThrow(() -> NotFound.of("run", id));
    return Items.all(firings.ofRun(account, new RunId(id)), FiringView::of);
  }
}
