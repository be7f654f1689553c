package io.datachannel.dbt.adapters.rest.collections;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.collections.AddCollection;
import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The collections of a project. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionsResource {
  private final Projects projects;
  private final Collections collections;
  private final AddCollection addCollection;
  private final PostOnce once;

  public CollectionsResource(Projects projects, Collections collections, AddCollection addCollection, PostOnce once) {
    this.projects = projects;
    this.collections = collections;
    this.addCollection = addCollection;
    this.once = once;
  }

  @POST
  @Path("projects/{id}/collections")
  public Response add(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    ChangeCollection.Definition given = CollectionBody.definition(body);
    return once.answer(request, body, () -> {
      CollectionRecord added = addCollection.add(callerOf(request), new ProjectId(id), given.name(), given.models());
      return Made.created("projects/" + id + "/collections/" + added.id().value(), CollectionView.of(added)).tagged(added.revision());
    });
  }

  @GET
  @Path("projects/{id}/collections")
  public Items<CollectionView> list(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    Page page = PageQuery.of(after, limit);
    return Items.page(collections.list(account, new ProjectId(id), page), page, row -> row.id().value(), CollectionView::of);
  }

  @GET
  @Path("projects/{id}/collections/{collection}")
  public Response one(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection) {
    return CollectionView.tagged(collections.find(callerOf(request).account(), new ProjectId(id), new CollectionId(collection))
        .orElseThrow(() -> NotFound.of("collection", collection)));
  }
}
