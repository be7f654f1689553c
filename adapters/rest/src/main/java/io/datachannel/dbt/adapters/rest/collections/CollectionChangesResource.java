package io.datachannel.dbt.adapters.rest.collections;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Flag;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.adapters.rest.schedules.PreviewView;
import io.datachannel.dbt.application.collections.ChangeCollection;
import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.DeleteCollection;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.schedules.PreviewCollection;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Changes and deletes collections. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectionChangesResource {
  private final ChangeCollection changeCollection;
  private final PreviewCollection previewCollection;
  private final DeleteCollection deleteCollection;

  public CollectionChangesResource(
      ChangeCollection changeCollection, PreviewCollection previewCollection, DeleteCollection deleteCollection) {
    this.changeCollection = changeCollection;
    this.previewCollection = previewCollection;
    this.deleteCollection = deleteCollection;
  }

  @PUT
  @Path("projects/{id}/collections/{collection}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection,
      @QueryParam("dryRun") String dryRun, JsonBody body) {
    ChangeCollection.Definition given = CollectionBody.definition(body);
    return change(request, id, collection, dryRun, _ -> given);
  }

  @PATCH
  @Path("projects/{id}/collections/{collection}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection,
      @QueryParam("dryRun") String dryRun, JsonBody body) {
    return change(request, id, collection, dryRun,
        current -> CollectionBody.definition(body.patching(CollectionBody.json(current))));
  }

  private Response change(ContainerRequestContext request, int project, int collection, String dryRun,
      Function<CollectionRecord, ChangeCollection.Definition> change) {
    Caller caller = callerOf(request);
    ExpectedRevision expected = IfMatch.of(request);
    return Flag.of("dryRun", dryRun)
        ? Response.ok(PreviewView.of(previewCollection.preview(
            caller, new ProjectId(project), new CollectionId(collection), expected, change))).build()
        : CollectionView.tagged(changeCollection.change(
            caller, new ProjectId(project), new CollectionId(collection), expected, change));
  }

  @DELETE
  @Path("projects/{id}/collections/{collection}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("collection") int collection,
      @QueryParam("withSchedules") String withSchedules, @QueryParam("dryRun") String dryRun) {
    DeleteCollection.Wish wish = new DeleteCollection.Wish(
        new CollectionId(collection), IfMatch.of(request), Flag.of("withSchedules", withSchedules));
    if (Flag.of("dryRun", dryRun)) {
      return Response.ok(PreviewView.of(deleteCollection.preview(callerOf(request), new ProjectId(id), wish))).build();
    }
    deleteCollection.delete(callerOf(request), new ProjectId(id), wish);
    return Response.noContent().build();
  }
}
