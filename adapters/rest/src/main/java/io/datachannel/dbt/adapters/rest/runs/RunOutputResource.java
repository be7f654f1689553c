package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** What a run left: results of its nodes, errors, log and artifacts. */
@Path("/")
public final class RunOutputResource {
  private final Runs runs;
  private final RunLedger ledger;
  private final RunLogs logs;
  private final Artifacts artifacts;

  public RunOutputResource(Runs runs, RunLedger ledger, RunLogs logs, Artifacts artifacts) {
    this.runs = runs;
    this.ledger = ledger;
    this.logs = logs;
    this.artifacts = artifacts;
  }

  /**
   * The result of a node.
   *
   * @param status dbt's own word
   * @param outcome ours: SUCCEEDED, WARNED, FAILED, SKIPPED or UNTOUCHED
   */
  public record NodeView(
      String uniqueId, String resourceType, String name, String status, String outcome, Optional<Instant> startedAt,
      double seconds, Optional<Long> rowsAffected, String message, String thread) {
    static NodeView of(NodeResult result) {
      Optional<Long> rows = result.rowsAffected().isPresent() ? Optional.of(result.rowsAffected().getAsLong()) : Optional.empty();
      return new NodeView(result.uniqueId(), result.resourceType(), result.name(), result.dbtStatus(), result.outcome().name(),
          result.startedAt(), result.took().toMillis() / 1000.0, rows, result.message(), result.thread());
    }
  }

  /** @param type as in e_log_dbt_project_run_error_types */
  public record ErrorView(String type, String code, Optional<String> uniqueId, String message, String traceback) {
    static ErrorView of(RunError error) {
      return new ErrorView(error.failure().code().errorType().name(), error.failure().code().name(), error.uniqueId(),
          error.failure().message(), error.failure().detail());
    }
  }

  @GET
  @Path("runs/{id}/models")
  @Produces(MediaType.APPLICATION_JSON)
  public Listing<NodeView> nodes(@Context ContainerRequestContext context, @PathParam("id") int id) {
    return Listing.whole(ledger.nodes(accountWith(context, id), new RunId(id)).stream().map(NodeView::of).toList());
  }

  @GET
  @Path("runs/{id}/errors")
  @Produces(MediaType.APPLICATION_JSON)
  public Listing<ErrorView> errors(@Context ContainerRequestContext context, @PathParam("id") int id) {
    return Listing.whole(ledger.errors(accountWith(context, id), new RunId(id)).stream().map(ErrorView::of).toList());
  }

  /** The whole log as it is now; empty for a run that has not begun. */
  @GET
  @Path("runs/{id}/log")
  @Produces("text/plain; charset=utf-8")
  public StreamingOutput log(@Context ContainerRequestContext context, @PathParam("id") int id) {
    return copy(logs.text(accountWith(context, id), new RunId(id)).orElseGet(InputStream::nullInputStream));
  }

  @GET
  @Path("runs/{id}/artifacts/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  public StreamingOutput artifact(
      @Context ContainerRequestContext context, @PathParam("id") int id, @PathParam("name") String name) {
    return copy(artifacts.open(accountWith(context, id), new RunId(id), name)
        .orElseThrow(() -> new NotFound("Run " + id + " has no artifact of this name; there may be manifest.json and run_results.json.")));
  }

  private AccountId accountWith(ContainerRequestContext context, int id) {
    AccountId account = CallerFilter.callerOf(context).account();
    runs.find(account, new RunId(id)).orElseThrow(() -> NotFound.of("run", id));
    return account;
  }

  private static StreamingOutput copy(InputStream content) {
    return out -> {
      try (content) {
        content.transferTo(out);
      }
    };
  }
}
