package io.datachannel.dbt.adapters.rest.refreshes;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.application.refresh.RequestRefresh;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The refresh button, and the job behind it. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RefreshesResource {
  private final RequestRefresh requestRefresh;
  private final Refreshes refreshes;
  private final ModelCatalog models;
  private final PostOnce once;

  public RefreshesResource(RequestRefresh requestRefresh, Refreshes refreshes, ModelCatalog models, PostOnce once) {
    this.requestRefresh = requestRefresh;
    this.refreshes = refreshes;
    this.models = models;
    this.once = once;
  }

  @POST
  @Path("projects/{id}/refresh")
  public Response request(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return once.answer(request, JsonBody.EMPTY, () -> {
      Refresh queued = requestRefresh.request(callerOf(request), new ProjectId(id));
      return Made.accepted("projects/" + id + "/refreshes/" + queued.id().value(), RefreshView.of(queued, Optional.empty()));
    });
  }

  @GET
  @Path("projects/{id}/refreshes/{job}")
  public RefreshView one(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("job") int job) {
    Refresh refresh = refreshes.find(callerOf(request).account(), new ProjectId(id), new RefreshId(job))
        .orElseThrow(() -> NotFound.of("refresh", job));
    Optional<Integer> modelCount = Optional.of(refresh).filter(found -> found.state() == RefreshState.SUCCESSFUL)
        .map(found -> models.list(found.account(), found.project()).size());
    return RefreshView.of(refresh, modelCount);
  }
}
