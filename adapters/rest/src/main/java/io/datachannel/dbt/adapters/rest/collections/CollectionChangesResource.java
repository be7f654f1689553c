package io.datachannel.dbt.adapters.rest.collections;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.DeleteCollection;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Changes and deletes collections. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionChangesResource {
  private final ChangeCollection changeCollection;
  private final DeleteCollection deleteCollection;

  public CollectionChangesResource(ChangeCollection changeCollection, DeleteCollection deleteCollection) {
    this.changeCollection = changeCollection;
    this.deleteCollection = deleteCollection;
  }

  @PUT
  @Path("projects/{id}/collections/{collection}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection,
      JsonBody body) {
    ChangeCollection.Definition given = CollectionBody.definition(body);
    return CollectionView.tagged(changeCollection.change(
        callerOf(request), new ProjectId(id), new CollectionId(collection), IfMatch.of(request), _ -> given));
  }

  @PATCH
  @Path("projects/{id}/collections/{collection}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection,
      JsonBody body) {
    return CollectionView.tagged(changeCollection.change(callerOf(request), new ProjectId(id), new CollectionId(collection),
        IfMatch.of(request), current -> CollectionBody.definition(body.patching(CollectionBody.json(current)))));
  }

  @DELETE
  @Path("projects/{id}/collections/{collection}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection) {
    deleteCollection.delete(callerOf(request), new ProjectId(id), new CollectionId(collection), IfMatch.of(request));
    return Response.noContent().build();
  }
}
