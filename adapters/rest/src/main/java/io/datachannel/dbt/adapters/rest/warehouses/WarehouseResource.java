package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.body.Created;
import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.adapters.rest.body.ReadBody;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.ws.rs.DefaultValue;
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
import jakarta.ws.rs.core.UriInfo;

/** Warehouses. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehouseResource {
  private final AddWarehouse add;
  private final Warehouses warehouses;

  public WarehouseResource(AddWarehouse add, Warehouses warehouses) {
    this.add = add;
    this.warehouses = warehouses;
  }

  @POST
  @Path("warehouses")
  public Response add(@Context ContainerRequestContext request, @Context UriInfo uri) {
    JsonBody body = ReadBody.of(request).only("name", "type", "connection");
    String name = body.text("name");
    WarehouseType type = WarehouseType.named(body.text("type"));
    WarehouseConnection connection = WarehouseConnection.of(type, body.object("connection").asTexts());
    Warehouse added = add.add(CallerFilter.callerOf(request), name, connection);
    return Created.at(uri, "warehouses/" + added.id().value(), WarehouseView.of(added));
  }

  @GET
  @Path("warehouses")
  public Listing<WarehouseView> list(
      @Context ContainerRequestContext request,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Page page = new Page(after, limit);
    return Listing.of(warehouses.list(CallerFilter.callerOf(request).account(), page), page,
        WarehouseView::of, warehouse -> warehouse.id().value());
  }

  @GET
  @Path("warehouses/{id}")
  public WarehouseView get(@Context ContainerRequestContext request, @PathParam("id") long id) {
    return warehouses.find(CallerFilter.callerOf(request).account(), new WarehouseId(id)).map(WarehouseView::of)
        .orElseThrow(() -> NotFound.of("warehouse", id));
  }
}
