package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;

/** The log of a run and the files that dbt wrote about it, streamed. */
@Path("/")
public final class RunFilesResource {
  private static final List<String> NAMES = List.of("manifest.json", "run_results.json");

  private final Runs runs;
  private final RunLogs logs;
  private final Artifacts artifacts;

  public RunFilesResource(Runs runs, RunLogs logs, Artifacts artifacts) {
    this.runs = runs;
    this.logs = logs;
    this.artifacts = artifacts;
  }

  /** What there is of it by now: nothing for a run that waits in the queue. */
  @GET
  @Path("runs/{id}/log")
  @Produces("text/plain; charset=utf-8")
  public InputStream log(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return logs.text(accountOf(request, id), new RunId(id)).orElseGet(InputStream::nullInputStream);
  }

  @GET
  @Path("runs/{id}/artifacts/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  public InputStream artifact(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("name") String name) {
    AccountId account = accountOf(request, id);
    if (!NAMES.contains(name)) {
      throw new NotFound("The artifacts of a run are " + String.join(" and ", NAMES) + "; there is no other.");
    }
    return artifacts.open(account, new RunId(id), name).orElseThrow(() -> new NotFound("Run " + id + " has no " + name
        + ": dbt has not written it, or the run is not over yet."));
  }

  private AccountId accountOf(ContainerRequestContext request, int run) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(run)).orElseThrow(() -> NotFound.of("run", run));
    return account;
  }
}
