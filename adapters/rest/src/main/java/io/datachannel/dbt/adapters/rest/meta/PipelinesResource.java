package io.datachannel.dbt.adapters.rest.meta;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.pipelines.PipelineLoad;
import io.datachannel.dbt.application.pipelines.ReportPipelineLoad;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** Hears from pipelines that they have loaded. */
@Needs(Role.SERVICE)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PipelinesResource {
  private final ReportPipelineLoad reportLoad;
  private final PostOnce once;

  public PipelinesResource(ReportPipelineLoad reportLoad, PostOnce once) {
    this.reportLoad = reportLoad;
    this.once = once;
  }

  @POST
  @Path("pipelines/{id}/loaded")
  public Response loaded(@Context ContainerRequestContext request, @PathParam("id") long id, JsonBody body) {
    body.rejectUnknown("loadedAt");
    PipelineId pipeline = new PipelineId(id);
    Optional<Instant> loadedAt = body.optionalInstant("loadedAt");
    return once.answer(request, body, () -> Made.kept(LoadView.of(reportLoad.report(callerOf(request), pipeline, loadedAt))));
  }

  /**
   * A load, as the API shows it. Times are UTC.
   *
   * @param id which load it is: grows with each one
   */
  public record LoadView(long id, long pipelineId, Instant loadedAt, Instant reportedAt) {
    static LoadView of(PipelineLoad load) {
      return new LoadView(load.id(), load.pipeline().value(), load.loadedAt(), load.reportedAt());
    }
  }
}
