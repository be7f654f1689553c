package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.projects.NodeIds;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ModelRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** What became of one node in the runs of its project; also of a node that the project has lost. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelRunsResource {
  private final Projects projects;
  private final ModelRuns modelRuns;

  public ModelRunsResource(Projects projects, ModelRuns modelRuns) {
    this.projects = projects;
    this.modelRuns = modelRuns;
  }

  /** Newest first. */
  @GET
  @Path("projects/{id}/models/{uid}/runs")
  public Items<ModelRunView> list(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("uid") String uniqueId,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    if (!NodeIds.isOne(uniqueId)) {
      throw new NotFound("A uniqueId is that of a model, seed, snapshot or test, such as model.shop.orders; list the models of the project.");
    }
    Page page = PageQuery.of(after, limit);
    return Items.page(modelRuns.list(account, new ProjectId(id), uniqueId, page), page, row -> row.run().value(), ModelRunView::of);
  }
}
