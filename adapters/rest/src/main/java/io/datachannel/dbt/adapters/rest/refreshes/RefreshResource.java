package io.datachannel.dbt.adapters.rest.refreshes;

import io.datachannel.dbt.adapters.rest.body.Created;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.refresh.RequestRefresh;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;

/** Refresh jobs of a project. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RefreshResource {
  private final RequestRefresh request;
  private final Refreshes refreshes;

  public RefreshResource(RequestRefresh request, Refreshes refreshes) {
    this.request = request;
    this.refreshes = refreshes;
  }

  /** @param detail the tool's own words */
  public record FailureView(String code, String message, String detail) {
    static FailureView of(Failure failure) {
      return new FailureView(failure.code().name(), failure.message(), failure.detail());
    }
  }

  /**
   * @param state   QUEUED, RUNNING, SUCCESSFUL or FAILED
   * @param step    what it does now, or did last
   * @param failure why it failed; for a successful one, why the models could not be compiled
   */
  public record RefreshView(
      int id, int projectId, String state, String step, Optional<String> commit, Optional<FailureView> failure,
      Instant requestedAt, Optional<Instant> finishedAt) {
    static RefreshView of(Refresh refresh) {
      return new RefreshView(refresh.id().value(), refresh.project().value(), refresh.state().name(), refresh.step(),
          refresh.commit(), refresh.failure().map(FailureView::of), refresh.requestedAt(), refresh.finishedAt());
    }
  }

  @POST
  @Path("projects/{project}/refresh")
  public Response request(
      @Context ContainerRequestContext context, @Context UriInfo uri, @PathParam("project") int project) {
    Refresh queued = request.request(CallerFilter.callerOf(context), new ProjectId(project));
    return Created.begun(uri, "projects/" + project + "/refreshes/" + queued.id().value(), RefreshView.of(queued));
  }

  @GET
  @Path("projects/{project}/refreshes/{id}")
  public RefreshView get(
      @Context ContainerRequestContext context, @PathParam("project") int project, @PathParam("id") int id) {
    return refreshes.find(CallerFilter.callerOf(context).account(), new ProjectId(project), new RefreshId(id))
        .map(RefreshView::of).orElseThrow(() -> NotFound.of("refresh", id));
  }
}
