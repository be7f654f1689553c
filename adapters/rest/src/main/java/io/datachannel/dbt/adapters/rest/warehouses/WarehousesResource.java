package io.datachannel.dbt.adapters.rest.warehouses;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.warehouses.AddWarehouse;
import io.datachannel.dbt.application.warehouses.Warehouses;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
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
import java.net.URI;

/** The warehouses of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehousesResource {
  private final Warehouses warehouses;
  private final AddWarehouse addWarehouse;

  public WarehousesResource(Warehouses warehouses, AddWarehouse addWarehouse) {
    this.warehouses = warehouses;
    this.addWarehouse = addWarehouse;
  }

  @POST
  @Path("warehouses")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    body.rejectUnknown("name", "type", "connection");
    String name = body.requiredText("name");
    WarehouseType type = WarehouseType.named(body.requiredText("type"));
    WarehouseConnection connection = WarehouseConnection.of(type, body.requiredTexts("connection"));
    WarehouseView added = WarehouseView.of(addWarehouse.add(callerOf(request), name, connection));
    return Response.created(URI.create("warehouses/" + added.id())).entity(added).build();
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
  public WarehouseView one(@Context ContainerRequestContext request, @PathParam("id") long id) {
    return warehouses.find(callerOf(request).account(), new WarehouseId(id)).map(WarehouseView::of)
        .orElseThrow(() -> NotFound.of("warehouse", id));
  }
}
