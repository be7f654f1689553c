package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.runs.StepFiles;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log of a run and the files that dbt wrote about it, streamed. */
@Path("/")
public final class RunFilesResource {
  /** dbt's own names of what it writes; of several steps the results of each with its number, and those of the last one without. */
  public static final List<String> NAMES = Stream.concat(
      Stream.of("manifest.json", "run_results.json", "sources.json", "catalog.json"), StepFiles.NAMES.stream()).toList();
  /** How long a link can be used, beginning with the answer. */
  public static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

  private final Runs runs;
  private final RunLogs logs;
  private final Artifacts artifacts;
  private final InstantSource clock;

  public RunFilesResource(Runs runs, RunLogs logs, Artifacts artifacts, InstantSource clock) {
    this.runs = runs;
    this.logs = logs;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /** What there is of it by now: nothing for a run that waits in the queue. */
  @GET
  @Path("runs/{id}/log")
  @Produces("text/plain; charset=utf-8")
  public Response log(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return FileAnswer.to(request, logs.text(accountOf(request, id), new RunId(id)).orElse(FileAnswer.NOTHING));
  }

  /** For a browser's download, which sends no token, and past this service where the storage can. */
  @GET
  @Path("runs/{id}/log/link")
  @Produces(MediaType.APPLICATION_JSON)
  public LinkView logLink(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return view(logs.link(accountOf(request, id), new RunId(id), LINK_VALIDITY), "/runs/" + id + "/log");
  }

  @GET
  @Path("runs/{id}/artifacts/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response artifact(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("name") String name) {
    return FileAnswer.to(request, find(accountOf(request, id), id, name));
  }

  @GET
  @Path("runs/{id}/artifacts/{name}/link")
  @Produces(MediaType.APPLICATION_JSON)
  public LinkView artifactLink(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("name") String name) {
    AccountId account = accountOf(request, id);
    find(account, id, name);
    return view(artifacts.link(account, new RunId(id), name, LINK_VALIDITY), "/runs/" + id + "/artifacts/" + name);
  }

  private StoredFile find(AccountId account, int id, String name) {
    if (!NAMES.contains(name)) {
      throw new NotFound("The artifacts of a run are " + String.join(", ", NAMES) + "; there is no other.");
    }
    return artifacts.find(account, new RunId(id), name).orElseThrow(() -> new NotFound("Run " + id + " has no " + name
        + ": dbt has not written it, or the run is not over yet."));
  }

  private LinkView view(Optional<URI> signed, String own) {
    return signed.map(url -> new LinkView(url.toString(), Optional.of(clock.instant().plus(LINK_VALIDITY)), false))
        .orElseGet(() -> new LinkView(FrontendApi.PATH + own, Optional.empty(), true));
  }

  private AccountId accountOf(ContainerRequestContext request, int run) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(run)).orElseThrow(() -> NotFound.of("run", run));
    return account;
  }

  /**
   * From where a file can be downloaded.
   *
   * @param url        of the storage, signed; or a path of this service
   * @param expiresAt  when a signed one stops, UTC; absent for a path of this service
   * @param needsToken whether it needs the header {@code Authorization}, as every path of this service does
   */
  public record LinkView(String url, Optional<Instant> expiresAt, boolean needsToken) {}
}
