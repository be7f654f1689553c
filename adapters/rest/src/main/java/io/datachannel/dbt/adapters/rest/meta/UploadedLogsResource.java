package io.datachannel.dbt.adapters.rest.meta;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.FrontendApi;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.runs.FileAnswer;
import io.datachannel.dbt.application.journal.LogUploads.Received;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.reporting.ReceiveLog;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** The logs of runs that are carried out elsewhere, streamed in and out (specification, "MetaAPI"). */
@Needs(Role.SERVICE)
@Path("/")
public final class UploadedLogsResource {
  private final Runs runs;
  private final RunLogs logs;
  private final ReceiveLog receiveLog;
  private final long mostBytes;

  /** @param mostBytes the longest log that is taken */
  public UploadedLogsResource(Runs runs, RunLogs logs, ReceiveLog receiveLog, long mostBytes) {
    this.runs = runs;
    this.logs = logs;
    this.receiveLog = receiveLog;
    this.mostBytes = mostBytes;
  }

  /** A length that is too much is refused before any of the log is read. */
  @POST
  @Path("runs/{id}/logs")
  @Produces(MediaType.APPLICATION_JSON)
  public Response upload(@Context ContainerRequestContext request, @PathParam("id") int id,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length, InputStream body) {
    checkType(request.getMediaType());
    Optional<Long> declared = Optional.ofNullable(length).map(text -> PageQuery.number(HttpHeaders.CONTENT_LENGTH, text));
    if (declared.filter(bytes -> bytes > mostBytes).isPresent()) {
      throw ReceiveLog.tooLarge(mostBytes);
    }
    Received.Stored stored = receiveLog.receive(callerOf(request), new RunId(id), new WholeBody(body, declared), mostBytes);
    String url = FrontendApi.PATH + "/runs/" + id + "/log";
    return Response.created(URI.create(url)).entity(new LogView(stored.path(), url, stored.bytes())).build();
  }

  @GET
  @Path("runs/{id}/logs")
  @Produces("text/plain; charset=utf-8")
  public Response log(@Context ContainerRequestContext request, @PathParam("id") int id) {
    AccountId account = callerOf(request).account();
    runs.find(account, new RunId(id)).orElseThrow(() -> NotFound.of("run", id));
    return FileAnswer.to(request, logs.text(account, new RunId(id)).orElse(FileAnswer.NOTHING));
  }

  private static void checkType(MediaType type) {
    if (type == null || type.isWildcardType() || type.isWildcardSubtype()
        || !MediaType.TEXT_PLAIN_TYPE.isCompatible(type) && !MediaType.APPLICATION_OCTET_STREAM_TYPE.isCompatible(type)) {
      throw new InvalidInput(FailureCode.MEDIA_TYPE_UNSUPPORTED, "",
          "The log must be sent as it is, with the header 'Content-Type: text/plain' or 'application/octet-stream'.");
    }
  }

  /**
   * A log that was taken.
   *
   * @param path where it is in the storage
   * @param url  where the FrontendAPI shows it; a path of this service
   */
  public record LogView(String path, String url, long bytes) {}
}
