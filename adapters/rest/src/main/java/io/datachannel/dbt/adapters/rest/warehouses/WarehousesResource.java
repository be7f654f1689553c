package io.datachannel.dbt.adapters.rest.warehouses;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.ChangeWarehouse;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The warehouses of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehousesResource {
  private final Warehouses warehouses;
  private final AddWarehouse addWarehouse;
  private final ChangeWarehouse changeWarehouse;
  private final PostOnce once;

  public WarehousesResource(Warehouses warehouses, AddWarehouse addWarehouse, ChangeWarehouse changeWarehouse, PostOnce once) {
    this.warehouses = warehouses;
    this.addWarehouse = addWarehouse;
    this.changeWarehouse = changeWarehouse;
    this.once = once;
  }

  @POST
  @Path("warehouses")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    WarehouseBody given = WarehouseBody.of(body);
    return once.answer(request, body, () -> {
      Warehouse added = addWarehouse.add(callerOf(request), given.name(), given.connection());
      return Made.created("warehouses/" + added.id().value(), WarehouseView.of(added)).tagged(added.revision());
    });
  }

  @GET
  @Path("warehouses")
  public Items<WarehouseView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(warehouses.list(callerOf(request).account(), page), page, row -> row.id().value(), WarehouseView::of);
  }

  @GET
  @Path("warehouses/{id}")
  public Response one(@Context ContainerRequestContext request, @PathParam("id") long id) {
    return tagged(warehouses.find(callerOf(request).account(), new WarehouseId(id))
        .orElseThrow(() -> NotFound.of("warehouse", id)));
  }

  /** Secrets that are left out stay, unless the type, the way to log in or the address changes. */
  @PUT
  @Path("warehouses/{id}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") long id, JsonBody body) {
    WarehouseBody given = WarehouseBody.of(body);
    return tagged(changeWarehouse.change(callerOf(request), new WarehouseId(id), IfMatch.of(request), given::replacing));
  }

  @PATCH
  @Path("warehouses/{id}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") long id, JsonBody body) {
    return tagged(changeWarehouse.change(callerOf(request), new WarehouseId(id), IfMatch.of(request),
        current -> WarehouseBody.of(body.patching(WarehouseBody.json(current))).replacing(current)));
  }

  @DELETE
  @Path("warehouses/{id}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") long id) {
    changeWarehouse.delete(callerOf(request), new WarehouseId(id), IfMatch.of(request));
    return Response.noContent().build();
  }

  private static Response tagged(Warehouse warehouse) {
    return Response.ok(WarehouseView.of(warehouse)).header(HttpHeaders.ETAG, IfMatch.tag(warehouse.revision())).build();
  }
}
